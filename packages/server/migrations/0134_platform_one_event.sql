-- The only event of a command, which most have, is written without the sets that many need.
create or replace function platform.append_events(events jsonb) returns void
  language plpgsql security invoker as $$
declare
  e jsonb;
  n bigint;
begin
  if jsonb_array_length(events) = 1 then
    e := events->0;
    insert into platform.agency_sequence as s (agency_id, last) values ((e->>'agency_id')::uuid, 1)
      on conflict (agency_id) do update set last = s.last + 1 returning s.last into n;
    insert into platform.event (id, agency_id, seq, happened_at, person_id, position_id, on_behalf_of, command_id, name, version, subject_id, payload)
      values ((e->>'id')::uuid, (e->>'agency_id')::uuid, n, (e->>'happened_at')::timestamptz, (e->>'person_id')::uuid, (e->>'position_id')::uuid,
        (e->>'on_behalf_of')::uuid, (e->>'command_id')::uuid, e->>'name', coalesce((e->>'version')::smallint, 1::smallint), (e->>'subject_id')::uuid,
        coalesce(e->'payload', '{}'));
    return;
  end if;
  with given as materialized (
    select x.e, ord, (x.e->>'agency_id')::uuid as agency_id from jsonb_array_elements(events) with ordinality as x (e, ord)
  ), wanted as (
    select agency_id, count(*) as n from given group by agency_id
  ), taken as (
    insert into platform.agency_sequence as s (agency_id, last) select w.agency_id, w.n from wanted w order by w.agency_id
      on conflict (agency_id) do update set last = s.last + excluded.last
      returning s.agency_id, s.last
  )
  insert into platform.event (id, agency_id, seq, happened_at, person_id, position_id, on_behalf_of, command_id, name, version, subject_id, payload)
  select (g.e->>'id')::uuid, g.agency_id, t.last - w.n + row_number() over (partition by g.agency_id order by g.ord), (g.e->>'happened_at')::timestamptz,
         (g.e->>'person_id')::uuid, (g.e->>'position_id')::uuid, (g.e->>'on_behalf_of')::uuid, (g.e->>'command_id')::uuid, g.e->>'name',
         coalesce((g.e->>'version')::smallint, 1::smallint), (g.e->>'subject_id')::uuid, coalesce(g.e->'payload', '{}')
  from given g join wanted w using (agency_id) join taken t using (agency_id);
end $$;
