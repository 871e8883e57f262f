-- A Congvan as a hub between two others that cannot reach each other: sealed envelopes, kept until the addressee has them.
create table exchange.relay (
  id text primary key,
  seq bigint generated always as identity,
  from_peer text not null references exchange.peer (id),
  to_peer text not null references exchange.peer (id),
  sha256 text not null,
  bytes bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'passed', 'refused', 'expired')),
  attempts int not null default 0,
  next_at timestamptz not null,
  leased_until timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  passed_at timestamptz,
  last_error text,
  -- R1 that was given for it; a repeat gets the same bytes
  receipt text not null
);
comment on table exchange.relay is 'Envelopes on their way between two peers of ours, sealed to the addressee; the hub knows who and how much, never what.';
create index relay_waiting on exchange.relay (to_peer, from_peer, seq) where state = 'waiting';
grant select, insert, update on exchange.relay to :app;
