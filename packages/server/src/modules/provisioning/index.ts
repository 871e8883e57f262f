// Questions of the indicators, by date (migration 0082). They run with the caller's walls and are not granted to the
// application: a SECURITY DEFINER function that needs the whole province calls them.
//
//   provisioning.officials_at(p_on date)            one row per official in post: person_id, agency_id, level_code, agency_kind
//   provisioning.certificates_in_force(p_on date)   certificate_id, holder_kind ('person' | 'organisation' | 'service'), subscriber_id,
//                                                   person_id, agency_id, level_code, agency_kind, medium, device_kind, serial, not_after
//   provisioning.sim_keys_in_force(p_on date)       SIM cards with a person's key in force
//   mail.officials_with_mailbox(p_on date)          one row per official; numerator mailbox_id is not null; last_used_on for "regularly"
//   equipment.officials_with_computer(p_on date)    one row per official; numerator `networked`; the parts has_computer,
//                                                   on_internal_network, has_broadband
//   equipment.procedures_at(p_on date)              eligible, at_level_4 by the date it was reached
//   equipment.training_between(p_from, p_to)        one row per participant: class_id, topic, held_on, agency_id …
//   equipment.incidents_between(p_from, p_to)       code, kind, began_at, ended_at, hours, repaired, authorities_cut_off
import './errors.ts'

export { exportList, type ListForm, readAnswer } from './list-files.ts'
