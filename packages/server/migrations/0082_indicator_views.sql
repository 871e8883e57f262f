-- Named questions of the indicators, each by date. They run with the caller's walls: a SECURITY DEFINER function of the
-- indicators sees the province, a session sees its own agency. None is granted to the application: whoever needs one, wraps it.

-- Officials in post: each person once, at the primary post held on the day.
create function provisioning.officials_at(p_on date)
  returns table (person_id uuid, agency_id uuid, level_code text, agency_kind text)
  language sql stable set search_path = '' as $$
  select distinct on (ap.person_id) ap.person_id, ap.agency_id, a.level_code, a.kind
  from organisations.appointment ap
  join organisations.agency a on a.id = ap.agency_id
  where ap.is_primary and ap.valid_from <= p_on and (ap.valid_to is null or ap.valid_to >= p_on)
  order by ap.person_id, ap.valid_from desc, ap.id
$$;
comment on function provisioning.officials_at(date) is 'Denominator of HT01 and TD01: cán bộ, công chức in post on the day.';

-- Certificates in force: handed over, not ended, not revoked by that day. Suspension is local and does not end a certificate.
create function provisioning.certificates_in_force(p_on date)
  returns table (certificate_id uuid, holder_kind text, subscriber_id uuid, person_id uuid, agency_id uuid, level_code text,
    agency_kind text, medium text, device_kind text, serial text, not_after timestamptz)
  language sql stable set search_path = '' as $$
  select c.id, s.kind, s.id, s.person_id, c.agency_id, a.level_code, a.kind, c.medium, d.kind, c.serial, c.not_after
  from provisioning.certificate c
  join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
  join organisations.agency a on a.id = c.agency_id
  left join provisioning.device d on d.agency_id = c.agency_id and d.id = c.device_id
  where c.in_use_from <= p_on
    and (c.not_before at time zone 'Asia/Ho_Chi_Minh')::date <= p_on
    and (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date >= p_on
    and (c.revoked_on is null or c.revoked_on > p_on)
$$;
comment on function provisioning.certificates_in_force(date) is 'CKS01, CKS02, CKS04: rows by holder_kind and agency; count distinct subscriber_id for holders.';

create function provisioning.sim_keys_in_force(p_on date)
  returns table (certificate_id uuid, person_id uuid, agency_id uuid, level_code text, agency_kind text, serial text)
  language sql stable set search_path = '' as $$
  select certificate_id, person_id, agency_id, level_code, agency_kind, serial
  from provisioning.certificates_in_force(p_on) where medium = 'SIM' and device_kind = 'sim' and holder_kind = 'person'
$$;
comment on function provisioning.sim_keys_in_force(date) is 'CKS03: SIM cards with a signing key in force.';

-- TD01: every official with the mailbox that is his or hers on the day, or null.
create function mail.officials_with_mailbox(p_on date)
  returns table (person_id uuid, agency_id uuid, level_code text, agency_kind text, mailbox_id uuid, last_used_on date)
  language sql stable set search_path = '' as $$
  select o.person_id, o.agency_id, o.level_code, o.agency_kind, m.id, m.last_used_on
  from provisioning.officials_at(p_on) o
  left join lateral (select x.id, x.last_used_on from mail.mailbox x
    where x.person_id = o.person_id and x.since <= p_on
      and (x.state = 'active' or (x.state_since at time zone 'Asia/Ho_Chi_Minh')::date > p_on)
    order by x.since limit 1) m on true
$$;
comment on function mail.officials_with_mailbox(date) is 'TD01, TD02: one row per official; numerator mailbox_id is not null.';

-- HT01: computer and internal network and broadband; the parts apart in their own columns.
create function equipment.officials_with_computer(p_on date)
  returns table (person_id uuid, agency_id uuid, level_code text, agency_kind text, workstation_id uuid,
    has_computer boolean, on_internal_network boolean, has_broadband boolean, networked boolean)
  language sql stable set search_path = '' as $$
  select o.person_id, o.agency_id, o.level_code, o.agency_kind, w.id, w.id is not null,
    coalesce(w.internal_network, false), coalesce(w.broadband, false), coalesce(w.internal_network and w.broadband, false)
  from provisioning.officials_at(p_on) o
  left join lateral (select x.* from equipment.workstation x
    where x.person_id = o.person_id and x.kind in ('desktop', 'laptop') and x.state = 'in-use' and x.since <= p_on
      and (x.until is null or x.until >= p_on)
    order by (x.internal_network and x.broadband) desc, x.id limit 1) w on true
$$;
comment on function equipment.officials_with_computer(date) is 'HT01, HT01a-c: one row per official; numerator networked.';

create function equipment.procedures_at(p_on date)
  returns table (procedure_id uuid, code text, name text, field text, agency_id uuid, level_code text, eligible boolean, at_level_4 boolean)
  language sql stable set search_path = '' as $$
  select id, code, name, field, agency_id, level_code, eligible, coalesce(level4_since <= p_on, false)
  from equipment.procedure where since <= p_on and (until is null or until >= p_on)
$$;
comment on function equipment.procedures_at(date) is 'DV01: numerator eligible and at_level_4, denominator eligible.';

-- Agencies whose people were guided in signing, with the class that proves it.
create function equipment.training_between(p_from date, p_to date)
  returns table (class_id uuid, title text, topic text, held_on date, person_id uuid, agency_id uuid, level_code text, agency_kind text)
  language sql stable set search_path = '' as $$
  select c.id, c.title, c.topic, c.held_on, p.person_id, p.from_agency_id, a.level_code, a.kind
  from equipment.training_class c
  join equipment.training_participant p on p.agency_id = c.agency_id and p.class_id = c.id
  join organisations.agency a on a.id = p.from_agency_id
  where c.held_on between p_from and p_to
$$;
comment on function equipment.training_between(date, date) is 'Statement 9 of the report: classes, participants and their agencies.';

create function equipment.incidents_between(p_from date, p_to date)
  returns table (incident_id uuid, code text, kind text, began_at timestamptz, ended_at timestamptz, hours numeric, place text,
    territory_agency_id uuid, repaired boolean, authorities_cut_off boolean)
  language sql stable set search_path = '' as $$
  select id, code, kind, began_at, ended_at, round(extract(epoch from ended_at - began_at)::numeric / 3600, 1), place,
    territory_agency_id, repaired, authorities_cut_off
  from equipment.incident
  where (began_at at time zone 'Asia/Ho_Chi_Minh')::date <= p_to
    and (ended_at is null or (ended_at at time zone 'Asia/Ho_Chi_Minh')::date >= p_from)
$$;
comment on function equipment.incidents_between(date, date) is 'Statement 14: what interrupted post or telecom in the period; hours is null while it lasts.';

revoke all on function provisioning.officials_at(date), provisioning.certificates_in_force(date), provisioning.sim_keys_in_force(date),
  mail.officials_with_mailbox(date), equipment.officials_with_computer(date), equipment.procedures_at(date),
  equipment.training_between(date, date), equipment.incidents_between(date, date) from public;
