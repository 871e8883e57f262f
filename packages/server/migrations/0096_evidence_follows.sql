-- The log asks on every beat, so asking costs one look at an index; and a long queue is taken from its old end by that index.
create function evidence.is_waiting() returns boolean language sql security definer set search_path = '' as $$
  select exists (select from evidence.queue)
$$;
comment on function evidence.is_waiting() is 'Crosses the wall: yes or no, no row. Proved by evidence.test.ts.';

create or replace function evidence.waiting(p_limit int) returns table (
    event_id uuid, agency_id uuid, document_id uuid, kind text, happened_at timestamptz, position_id uuid, agency_code text,
    sha256 text, number text, symbol text, issued_on date, seq bigint, payload jsonb)
  language sql security definer set search_path = '' as $$
  -- ids of events begin with their time (UUID version 7)
  with oldest as materialized (select q.event_id from evidence.queue q order by q.event_id limit p_limit)
  select e.id, e.agency_id, e.subject_id, evidence.kind_of(e.name), e.happened_at, e.position_id, coalesce(n.identifier_code, a.code),
    coalesce(e.payload->>'sha256', c.sha256), d.number, d.symbol, d.issued_on, e.seq, e.payload
  from oldest q
  join platform.event e on e.id = q.event_id
  join organisations.agency a on a.id = e.agency_id
  left join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null
  left join documents.document d on d.agency_id = e.agency_id and d.id = e.subject_id
  left join lateral (select x.sha256 from documents.component x where x.agency_id = e.agency_id and x.document_id = e.subject_id
    and x.role in ('main', 'annex') order by x.ordinal limit 1) c on true
  order by e.recorded_at, e.agency_id, e.seq
$$;
revoke all on function evidence.is_waiting() from public;
grant execute on function evidence.is_waiting() to :app;
