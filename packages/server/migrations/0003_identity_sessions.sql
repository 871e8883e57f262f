create schema identity;
grant usage on schema identity to :app;

create table identity.account (
  person_id uuid primary key,
  login text not null unique,
  password_hash text,
  failed int not null default 0,
  locked_until timestamptz,
  administrator boolean not null default false
);
comment on table identity.account is 'No password until one is set; argon2id.';
grant select, insert, update on identity.account to :app;

create table identity.session (
  token_hash bytea primary key,
  person_id uuid not null,
  administrator boolean not null default false,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table identity.session is 'Only the hash of the token is kept.';
create index session_person on identity.session (person_id);
grant select, insert, update on identity.session to :app;

create table identity.access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  person_id uuid,
  agency_id uuid,
  what text not null,
  subject_id uuid,
  detail jsonb not null default '{}'
);
comment on table identity.access_log is 'Log-ins, refusals, exports and reading; the application role can only add.';
grant insert on identity.access_log to :app;
