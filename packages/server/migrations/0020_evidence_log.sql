-- The evidence log: salted commitments of what happened, one leaf an event, never changed.
create schema evidence;
grant usage on schema evidence to :app;

create table evidence.tile (
  path text primary key,
  bytes bytea not null
);
comment on table evidence.tile is 'C2SP tiles of the log: hashes of commitments, nothing that names a person or a text.';
grant select, insert, update, delete on evidence.tile to :app;

create table evidence.checkpoint (
  size bigint primary key,
  note text not null,
  signed_at timestamptz not null
);
grant select, insert on evidence.checkpoint to :app;

create table evidence.cosignature (
  size bigint not null references evidence.checkpoint (size),
  witness text not null,
  line text not null,
  primary key (size, witness)
);
grant select, insert on evidence.cosignature to :app;

-- What we know of other logs as their witness.
create table evidence.witnessed (
  origin text primary key,
  log_key text not null,
  note text not null
);
grant select, insert, update on evidence.witnessed to :app;

create table evidence.alarm (
  id uuid primary key,
  origin text not null,
  kind text not null,
  known text not null,
  offered text not null,
  raised_at timestamptz not null
);
comment on table evidence.alarm is 'Two histories of one log: kept whole, because together they are the proof.';
grant select, insert on evidence.alarm to :app;

create table evidence.leaf (
  agency_id uuid not null,
  event_id uuid not null,
  index bigint not null,
  document_id uuid not null,
  kind text not null,
  sha256 text,
  -- field → {salt, value}; a field is erased by removing it, the commitment then opens no more
  openings jsonb not null,
  primary key (agency_id, event_id),
  unique (event_id),
  unique (index)
);
create index leaf_document on evidence.leaf (agency_id, document_id, index);
call platform.protect('evidence.leaf');
grant select, update on evidence.leaf to :app;

create table evidence.queue (
  event_id uuid primary key,
  agency_id uuid not null
);
comment on table evidence.queue is 'Events that have no leaf yet; filled with the event itself, emptied with its leaf.';
call platform.protect('evidence.queue');

create function evidence.kind_of(p_name text) returns text language sql immutable set search_path = '' as $$
  select case p_name
    when 'registers.incoming-registered' then 'registered'
    when 'drafting.signed' then 'signed'
    when 'drafting.sealed' then 'sealed'
    when 'drafting.issued' then 'sent'
    when 'deliveries.arrived' then 'arrived'
    when 'intake.captured' then 'arrived'
    when 'intake.returned' then 'refused'
    when 'drafting.recalled' then 'recalled'
    when 'deliveries.recalled-by-sender' then 'recalled'
    when 'exchange.status-received' then 'receipt'
    when 'exchange.answered' then 'answered'
  end
$$;

-- Every such event is queued in its own transaction. What an import or the demo writes as owner is history, not witnessed.
create function evidence.take_note() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if session_user <> current_user then
    insert into evidence.queue (event_id, agency_id)
      select f.id, f.agency_id from fresh f where evidence.kind_of(f.name) is not null and f.subject_id is not null;
  end if;
  return null;
end $$;
comment on function evidence.take_note() is 'Crosses the wall: names events that wait for their leaf. Proved by evidence.test.ts.';
create trigger evidence_take_note after insert on platform.event referencing new table as fresh
  for each statement execute function evidence.take_note();

-- The log is the installation's, the events are the agencies': facts for the commitments, no text of a document.
create function evidence.waiting(p_limit int) returns table (
    event_id uuid, agency_id uuid, document_id uuid, kind text, happened_at timestamptz, position_id uuid, agency_code text,
    sha256 text, number text, symbol text, issued_on date, seq bigint, payload jsonb)
  language sql security definer set search_path = '' as $$
  select e.id, e.agency_id, e.subject_id, evidence.kind_of(e.name), e.happened_at, e.position_id, coalesce(n.identifier_code, a.code),
    coalesce(e.payload->>'sha256', c.sha256), d.number, d.symbol, d.issued_on, e.seq, e.payload
  from evidence.queue q
  join platform.event e on e.id = q.event_id
  join organisations.agency a on a.id = e.agency_id
  left join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null
  left join documents.document d on d.agency_id = e.agency_id and d.id = e.subject_id
  left join lateral (select x.sha256 from documents.component x where x.agency_id = e.agency_id and x.document_id = e.subject_id
    and x.role in ('main', 'annex') order by x.ordinal limit 1) c on true
  order by e.recorded_at, e.agency_id, e.seq limit p_limit
$$;
comment on function evidence.waiting(int) is 'Crosses the wall: facts to be committed to, no text. Proved by evidence.test.ts.';

create function evidence.record_leaves(p_leaves jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into evidence.leaf (agency_id, event_id, index, document_id, kind, sha256, openings)
    select (l->>'agency_id')::uuid, (l->>'event_id')::uuid, (l->>'index')::bigint, (l->>'document_id')::uuid, l->>'kind', l->>'sha256', l->'openings'
    from jsonb_array_elements(p_leaves) l;
  delete from evidence.queue q using jsonb_array_elements(p_leaves) l where q.event_id = (l->>'event_id')::uuid;
end $$;
comment on function evidence.record_leaves(jsonb) is 'Crosses the wall: gives each agency the openings of its own leaves. Proved by evidence.test.ts.';
revoke all on all functions in schema evidence from public;
grant execute on all functions in schema evidence to :app;
