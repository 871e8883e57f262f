-- What was assigned and taken back is not assigned any more: the sender's fact goes with it (a state is computed from facts).
create or replace function deliveries.report_fact(p_document uuid, p_fact text, p_now timestamptz, p_text text default null) returns boolean
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  a record;
begin
  select * into a from deliveries.arrival r where r.agency_id = platform.session_agency() and r.document_id = p_document;
  if not found then return false; end if;
  update deliveries.delivery v set
    accepted_at = case when p_fact = 'accepted' then coalesce(v.accepted_at, p_now) when p_fact = 'unaccepted' then null else v.accepted_at end,
    refused_at = case when p_fact = 'refused' then coalesce(v.refused_at, p_now) else v.refused_at end,
    refused_reason = case when p_fact = 'refused' then p_text else v.refused_reason end,
    assigned_at = case when p_fact = 'assigned' then coalesce(v.assigned_at, p_now) when p_fact = 'unassigned' then null else v.assigned_at end,
    completed_at = case when p_fact = 'completed' then coalesce(v.completed_at, p_now) else v.completed_at end,
    answer = case when p_fact = 'answered' then p_text else v.answer end
  where v.agency_id = a.sender_agency_id and v.id = a.delivery_id;
  return true;
end $$;
