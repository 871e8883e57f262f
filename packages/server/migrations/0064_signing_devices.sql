-- Keys outside the process: USB token, SIM, remote service, HSM. One path for all: prepare → the device signs → complete,
-- and everything between the steps stands in rows, so that a phone may answer after a restart.
create table signing.service (
  id uuid primary key,
  -- token: the local service of the Government Cipher Committee; mss: ETSI TS 102 204; mobile-id: its REST sister; csc-v1/v2: Cloud Signature Consortium
  kind text not null check (kind in ('token', 'mss', 'mobile-id', 'csc-v1', 'csc-v2')),
  name text not null,
  url text not null,
  settings jsonb not null default '{}',
  -- our own name and secret at the service, sealed with the installation's master key
  sealed bytea,
  retired_at timestamptz
);
comment on table signing.service is 'Where keys outside this installation are reached; chosen by the administrator.';
grant select, insert, update on signing.service to :app;

alter table signing.key drop constraint key_kind_check;
alter table signing.key add constraint key_kind_check check (kind in ('software', 'token', 'sim', 'remote', 'hsm'));
alter table signing.key alter column sealed drop not null;
alter table signing.key add column service_id uuid references signing.service (id);
alter table signing.key add column reference text not null default '';
alter table signing.key add column tried_at timestamptz;
alter table signing.key add constraint key_lies_somewhere check ((kind = 'software') = (sealed is not null) and (kind = 'software') = (service_id is null));
comment on column signing.key.reference is 'Which key at the service: a phone number, a credential id; empty for a token.';
comment on column signing.key.tried_at is 'First good trial signature; before it the screen offers one.';

create table signing.authorisation (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  position_id uuid not null,
  key_id uuid not null,
  purpose text not null check (purpose in ('person', 'seal', 'trial')),
  -- what the purpose needs to know again at the end (issue: also send?)
  options jsonb not null default '{}',
  state text not null check (state in ('open', 'done', 'cancelled', 'refused', 'expired')),
  -- what the driver needs to ask again (session, SAD, transaction), sealed; null: nothing is on the device
  memo bytea,
  -- shown here and on the phone, to compare
  code text,
  problem text,
  asked_at timestamptz,
  expires_at timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id)
);
comment on table signing.authorisation is 'One confirmation of a person on a device, for one document or fifty.';
create index authorisation_open on signing.authorisation (agency_id, person_id) where state = 'open';
call platform.protect('signing.authorisation');
grant select, insert, update on signing.authorisation to :app;

create table signing.pending_file (
  agency_id uuid not null,
  id uuid not null,
  authorisation_id uuid not null,
  ordinal int not null,
  document_id uuid,
  session_id uuid,
  component int not null,
  label text not null,
  input_sha256 text not null,
  -- the prepared signature (its hole still empty); for a token the hash of the file handed out
  prepared jsonb,
  handed_sha256 text,
  state text not null check (state in ('waiting', 'asked', 'signed', 'done', 'failed')),
  value bytea,
  output_sha256 text,
  problem jsonb,
  -- a token's one-time addresses: each is good once, and only in its own attempt
  attempt int not null default 0,
  fetched_at timestamptz,
  returned_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, authorisation_id) references signing.authorisation (agency_id, id)
);
comment on table signing.pending_file is 'A file between prepare and complete.';
create index pending_file_of on signing.pending_file (agency_id, authorisation_id, ordinal);
create index pending_file_document on signing.pending_file (agency_id, document_id);
call platform.protect('signing.pending_file');
grant select, insert, update on signing.pending_file to :app;
