-- Trust with a history: an anchor is proposed, trusted or retired by people, with the reason; a retired one stays to be read.
alter table signing.trust_anchor
  add column state text not null default 'trusted' check (state in ('proposed', 'trusted', 'retired')),
  add column source text not null default 'setup' check (source in ('setup', 'administrator', 'bundle', 'key-file')),
  add column note text not null default '',
  add column changed_at timestamptz,
  add column changed_by uuid,
  add column sha256 text generated always as (encode(sha256(certificate), 'hex')) stored;
create index trust_anchor_sha on signing.trust_anchor (sha256);
grant update (state, source, note, purpose, name, changed_at, changed_by) on signing.trust_anchor to :app;

create table signing.status_answer (
  certificate_sha256 text primary key,
  ocsp bytea not null,
  this_update timestamptz not null,
  fetched_at timestamptz not null
);
comment on table signing.status_answer is 'The newest OCSP answer for a certificate seen in a file (RFC 6960): judged again without a network.';
grant select, insert, update on signing.status_answer to :app;

create table signing.issuer_certificate (
  sha256 text primary key,
  certificate bytea not null,
  fetched_at timestamptz not null
);
comment on table signing.issuer_certificate is 'Intermediate authorities fetched by the address in what they issued; trusted only under an anchor.';
grant select, insert, update on signing.issuer_certificate to :app;

create schema preservation;
grant usage on schema preservation to :app;

create table preservation.file (
  agency_id uuid not null,
  document_id uuid not null,
  ordinal smallint not null,
  sha256 text not null,
  level text,
  state text not null check (state in ('waiting', 'kept')),
  -- until when the outermost archive time stamp proves itself: its certificate or its algorithm ends
  protected_until timestamptz,
  problem text,
  tries int not null default 0,
  changed_at timestamptz not null,
  primary key (agency_id, document_id, ordinal)
);
comment on table preservation.file is 'How far an issued file proves itself, and until when; waiting ones are raised by a job.';
create index file_due on preservation.file (state, protected_until);
call platform.protect('preservation.file');
grant select, insert, update on preservation.file to :app;

create table preservation.evidence (
  agency_id uuid not null,
  document_id uuid not null,
  ordinal smallint not null,
  file_sha256 text not null,
  blob_sha256 text not null,
  bytes bigint not null,
  verdict text not null,
  made_at timestamptz not null,
  primary key (agency_id, document_id, ordinal, file_sha256)
);
comment on table preservation.evidence is 'What is kept with a signed document (Circular 41/2017): certificates, status answers, signer, report, as one file.';
call platform.protect('preservation.evidence');
grant select, insert, update on preservation.evidence to :app;

create table preservation.run (
  id uuid primary key,
  began_at timestamptz not null,
  ended_at timestamptz,
  due int not null default 0,
  renewed int not null default 0,
  waiting int not null default 0,
  problem text
);
comment on table preservation.run is 'One row a night: how many files were due, renewed, still waiting.';
grant select, insert, update on preservation.run to :app;

-- The nightly job asks once over all agencies which files need work; it sees names of rows, not rows.
create function preservation.due(p_before timestamptz, p_most int)
  returns table (agency_id uuid, document_id uuid)
  language sql stable security definer set search_path = '' as $$
  select distinct f.agency_id, f.document_id from preservation.file f
  where f.state = 'waiting' or f.protected_until < p_before
  limit p_most
$$;
revoke all on function preservation.due(timestamptz, int) from public;
grant execute on function preservation.due(timestamptz, int) to :app;
comment on function preservation.due(timestamptz, int) is
  'Crosses the wall: identifiers of files whose proof ends, for the nightly job. Proved by preservation.test.ts.';

create function preservation.counts(p_before timestamptz)
  returns table (kept int, waiting int, ending int)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not platform.session_is_administrator() then raise exception 'platform.forbidden' using errcode = 'P0001'; end if;
  return query select
    count(*) filter (where f.state = 'kept')::int, count(*) filter (where f.state = 'waiting')::int,
    count(*) filter (where f.protected_until < p_before)::int
  from preservation.file f;
end $$;
revoke all on function preservation.counts(timestamptz) from public;
grant execute on function preservation.counts(timestamptz) to :app;
comment on function preservation.counts(timestamptz) is
  'Crosses the wall: three numbers for the administrator, no row. Proved by preservation.test.ts.';
