create schema signing;
grant usage on schema signing to :app;

create table signing.key (
  agency_id uuid not null,
  id uuid not null,
  holder text not null check (holder in ('person', 'agency')),
  person_id uuid,
  kind text not null check (kind in ('software')),
  -- PKCS#8, sealed with the installation's master key (AES-256-GCM), below it the holder's passphrase when one is asked
  sealed bytea not null,
  passphrase_required boolean not null default false,
  certificate bytea not null,
  chain bytea[] not null default '{}',
  subject text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  purpose text not null default 'test',
  retired_at timestamptz,
  primary key (agency_id, id),
  check ((holder = 'person') = (person_id is not null))
);
create index key_holder on signing.key (agency_id, holder, person_id);
call platform.protect('signing.key');
grant select, insert, update on signing.key to :app;

create table signing.picture (
  agency_id uuid not null,
  holder text not null check (holder in ('person', 'agency')),
  person_id uuid,
  png bytea not null,
  width_mm real not null,
  height_mm real not null,
  id uuid not null,
  primary key (agency_id, id)
);
comment on table signing.picture is 'Blue signature of a person, red seal of an agency at its true size (Appendix I).';
create index picture_holder on signing.picture (agency_id, holder, person_id);
call platform.protect('signing.picture');
grant select, insert, update on signing.picture to :app;

create table signing.session (
  agency_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  purpose text not null check (purpose in ('person', 'seal')),
  state text not null check (state in ('prepared', 'completed', 'failed', 'expired')),
  position_id uuid not null,
  input_sha256 text not null,
  output_sha256 text,
  problem text,
  prepared_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id)
);
comment on table signing.session is 'prepare → sign elsewhere → complete, durable between the steps.';
create unique index session_open on signing.session (agency_id, document_id, purpose) where state = 'prepared';
call platform.protect('signing.session');
grant select, insert, update on signing.session to :app;

create table signing.trust_anchor (
  id uuid primary key,
  certificate bytea not null,
  purpose text not null,
  name text not null
);
grant select, insert on signing.trust_anchor to :app;

create table signing.revocation_list (
  issuer text primary key,
  crl bytea not null,
  this_update timestamptz not null,
  next_update timestamptz
);
comment on table signing.revocation_list is 'The newest certificate revocation list of each issuer (RFC 5280), refreshed by a job where there is a network.';
grant select, insert, update on signing.revocation_list to :app;
