-- One document to 400 addressees: its events are appended by sets, and each addressee's share is looked up by an index.
-- Before, both functions went over all events once for each agency.

create index arrival_sender on deliveries.arrival (sender_agency_id, sender_document_id, agency_id);

-- Sequence numbers of all agencies concerned are taken in one order, so that two commands cannot wait for each other.
create or replace function platform.append_events(events jsonb) returns void
  language plpgsql security invoker as $$
begin
  with given as materialized (
    select e, ord, (e->>'agency_id')::uuid as agency_id from jsonb_array_elements(events) with ordinality as x (e, ord)
  ), wanted as (
    select agency_id, count(*) as n from given group by agency_id
  ), taken as (
    insert into platform.agency_sequence as s (agency_id, last) select agency_id, n from wanted order by agency_id
      on conflict (agency_id) do update set last = s.last + excluded.last
      returning s.agency_id, s.last
  )
  insert into platform.event (id, agency_id, seq, happened_at, person_id, position_id, on_behalf_of, command_id, name, version, subject_id, payload)
  select (e->>'id')::uuid, g.agency_id, t.last - w.n + row_number() over (partition by g.agency_id order by g.ord), (e->>'happened_at')::timestamptz,
         (e->>'person_id')::uuid, (e->>'position_id')::uuid, (e->>'on_behalf_of')::uuid, (e->>'command_id')::uuid, e->>'name',
         coalesce((e->>'version')::smallint, 1), (e->>'subject_id')::uuid, coalesce(e->'payload', '{}')
  from given g join wanted w using (agency_id) join taken t using (agency_id);
end $$;

create or replace function deliveries.append_events(p_name text, p_document uuid, events jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  me uuid := platform.session_agency();
begin
  if p_name not in ('deliveries.arrived', 'deliveries.recalled-by-sender', 'deliveries.reminded', 'deliveries.fact-reported') then
    raise exception 'deliveries.event-not-allowed' using errcode = 'P0001';
  end if;
  -- only agencies that share this document with the caller: its addressees, or the one it came from
  if exists (
    select 1 from jsonb_array_elements(events) e
    where e->>'name' <> p_name or not (
      exists (select 1 from deliveries.arrival r
        where r.sender_agency_id = me and r.sender_document_id = p_document and r.agency_id = (e->>'agency_id')::uuid)
      or exists (select 1 from deliveries.arrival r
        where r.agency_id = me and r.document_id = p_document and r.sender_agency_id = (e->>'agency_id')::uuid))
  ) then
    raise exception 'deliveries.event-not-allowed' using errcode = 'P0001';
  end if;
  perform platform.append_events(events);
end $$;
