-- Exchange between installations: who lives where, what leaves, what came, and what cannot be read.
create schema exchange;
grant usage on schema exchange to :app;

create table exchange.peer (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('loopback', 'native', 'axis')),
  address text not null,
  -- public keys of the other side; a secret of ours is sealed
  settings jsonb not null default '{}',
  witnessed_size bigint not null default 0,
  failures int not null default 0,
  open_until timestamptz,
  last_ok_at timestamptz,
  last_error text,
  added_at timestamptz not null
);
comment on table exchange.peer is 'Another installation or an axis, and how its door is opened.';
grant select, insert, update on exchange.peer to :app;

create table exchange.directory_entry (
  code text primary key,
  name text not null,
  peer_id text not null references exchange.peer (id),
  -- as an addressee among our own organisations
  organisation_id uuid unique,
  ended_on date,
  successor_code text
);
create index directory_lower on exchange.directory_entry (lower(code));
comment on table exchange.directory_entry is 'Agencies that live elsewhere; a dissolved code leads to its successor.';
grant select, insert, update on exchange.directory_entry to :app;

create table exchange.invitation (
  token_hash text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_by text
);
grant select, insert, update on exchange.invitation to :app;

create table exchange.message (
  agency_id uuid not null,
  id uuid not null,
  seq bigint generated always as identity,
  peer_id text not null references exchange.peer (id),
  recipient_code text not null,
  kind text not null check (kind in ('document', 'status')),
  -- new, recall, update, replace; or the status code
  what text not null,
  -- the request that is asked or answered, so that a second request is not a repeat
  about text not null default '',
  document_id uuid not null,
  delivery_id uuid,
  -- DocumentId on the wire
  wire_id text not null,
  payload jsonb not null default '{}',
  packet_sha256 text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'delivered', 'withdrawn', 'expired', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null,
  leased_until timestamptz,
  sent_at timestamptz,
  expires_at timestamptz not null,
  told smallint not null default 0,
  last_error text,
  receipt text,
  created_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, document_id, recipient_code, kind, what, about)
);
comment on table exchange.message is 'The outbox: written with the fact it tells, emptied by the door, in order for each addressee.';
create index message_waiting on exchange.message (agency_id, peer_id, recipient_code, seq) where state = 'waiting';
create index message_document on exchange.message (agency_id, document_id);
create index message_wire on exchange.message (agency_id, lower(wire_id));
call platform.protect('exchange.message');
grant select, insert, update on exchange.message to :app;

create table exchange.arrival (
  agency_id uuid not null,
  document_id uuid not null,
  peer_id text not null,
  sender_code text not null,
  sender_name text not null,
  wire_id text not null,
  content_hash text not null,
  packet_sha256 text not null,
  trace jsonb not null default '[]',
  arrived_at timestamptz not null,
  recalled_at timestamptz,
  recall_reason text,
  replaced_by text,
  primary key (agency_id, document_id)
);
-- exactly one arrival for ever
create unique index arrival_once on exchange.arrival (agency_id, lower(sender_code), wire_id);
call platform.protect('exchange.arrival');
grant select, insert, update on exchange.arrival to :app;

create table exchange.request (
  agency_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('take-back', 'recall', 'update')),
  reason text not null,
  proposal jsonb,
  asked_at timestamptz not null,
  answer text check (answer in ('agreed', 'refused')),
  answered_at timestamptz,
  answer_text text,
  primary key (agency_id, id)
);
create index request_document on exchange.request (agency_id, document_id);
call platform.protect('exchange.request');
grant select, insert, update on exchange.request to :app;

create table exchange.status_fact (
  agency_id uuid not null,
  delivery_id uuid not null,
  hash text not null,
  fact jsonb not null,
  primary key (agency_id, delivery_id, hash)
);
comment on table exchange.status_fact is 'What was said about one addressee, as a set: the state is computed, in whatever order the packets came.';
call platform.protect('exchange.status_fact');
grant select, insert on exchange.status_fact to :app;

create table exchange.receipt (
  message_key text primary key,
  note text not null
);
comment on table exchange.receipt is 'Signed receipts we gave: a duplicate gets the same bytes.';
grant select, insert on exchange.receipt to :app;

create table exchange.quarantine (
  id uuid primary key,
  peer_id text not null,
  sha256 text not null,
  code text not null,
  vi text not null,
  received_at timestamptz not null,
  state text not null default 'held' check (state in ('held', 'taken', 'dismissed')),
  unique (peer_id, sha256)
);
comment on table exchange.quarantine is 'Packets that could not be taken; their raw bytes stay in the blob store.';
grant select, insert, update on exchange.quarantine to :app;

-- Where an agency lives is the directory's knowledge: a delivery to one that lives elsewhere leaves by a door.
create function exchange.choose_channel() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.channel = 'local' and exists (select 1 from exchange.directory_entry e where e.organisation_id = new.recipient_agency_id) then
    new.channel := 'exchange';
    new.arrival_document_id := null;
  end if;
  return new;
end $$;
create trigger exchange_choose_channel before insert on deliveries.delivery for each row execute function exchange.choose_channel();

-- The doors serve all agencies of the installation: they learn only which message is next in its line, and take it on lease.
create function exchange.claim(p_now timestamptz, p_limit int) returns table (agency_id uuid, id uuid)
  language sql security definer set search_path = '' as $$
  with heads as (
    select distinct on (m.agency_id, m.peer_id, m.recipient_code) m.agency_id, m.id, m.peer_id, m.next_at, m.leased_until
    from exchange.message m where m.state = 'waiting' order by m.agency_id, m.peer_id, m.recipient_code, m.seq
  ), due as (
    select h.agency_id, h.id from heads h join exchange.peer p on p.id = h.peer_id
    where h.next_at <= p_now and (h.leased_until is null or h.leased_until < p_now) and (p.open_until is null or p.open_until <= p_now)
    limit p_limit
  )
  update exchange.message m set leased_until = p_now + interval '2 minutes' from due
  where m.agency_id = due.agency_id and m.id = due.id and m.state = 'waiting' and (m.leased_until is null or m.leased_until < p_now)
  returning m.agency_id, m.id
$$;
comment on function exchange.claim(timestamptz, int) is 'Crosses the wall: names the next message of each line, no content. Proved by exchange.test.ts.';

create function exchange.next_due() returns timestamptz language sql stable security definer set search_path = '' as $$
  select min(m.next_at) from exchange.message m where m.state = 'waiting'
$$;
comment on function exchange.next_due() is 'Crosses the wall: one moment, no content. Proved by exchange.test.ts.';
revoke all on all functions in schema exchange from public;
grant execute on all functions in schema exchange to :app;
