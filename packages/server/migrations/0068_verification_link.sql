-- The public page /kiem-tra: an opaque code on the letter, and nothing behind it but what the first page of an issued letter shows.
create schema verification;
grant usage on schema verification to :app;

create table verification.link (
  agency_id uuid not null,
  document_id uuid not null,
  -- SHA-256 of the code: who reads this table cannot make the addresses
  token_sha256 text not null unique,
  primary key (agency_id, document_id),
  foreign key (agency_id, document_id) references documents.document (agency_id, id)
);
comment on table verification.link is 'The code of the QR mark on a letter, by its hash; a letter printed anew gets a new one.';
call platform.protect('verification.link');
grant select, insert, update on verification.link to :app;

create table verification.issued_file (
  agency_id uuid not null,
  document_id uuid not null,
  ordinal smallint not null,
  sha256 text not null,
  bytes bigint not null,
  at timestamptz not null,
  primary key (agency_id, document_id, ordinal, sha256)
);
comment on table verification.issued_file is 'Each state of a file that left the house: as sealed, and as preserved later with more evidence behind it.';
create index issued_file_sha on verification.issued_file (sha256);
call platform.protect('verification.issued_file');
grant select, insert on verification.issued_file to :app;

-- Nothing of a draft, an addressee or a subject is told: number, date, type, issuer and state of what was issued.
create function verification.look_up(p_token_sha256 text, p_file_sha256 text)
  returns table (number text, symbol text, regime text, issued_on date, type_name text, issuer_name text, state text,
                 replaced_by text, files jsonb)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  a uuid;
  d uuid;
begin
  if p_token_sha256 is not null then
    select l.agency_id, l.document_id into a, d from verification.link l where l.token_sha256 = p_token_sha256;
  else
    select f.agency_id, f.document_id into a, d from verification.issued_file f where f.sha256 = p_file_sha256 limit 1;
  end if;
  if d is null then return; end if;
  return query
    select o.number, o.symbol, o.regime, o.issued_on, o.type_name, o.issuer_name, o.state,
      (select n.number || case when n.regime = 'party' then '-' else '/' end || n.symbol
         from documents.relation r
         join documents.document n on n.agency_id = r.agency_id and n.id = r.document_id
        where r.agency_id = o.agency_id and r.target_id = o.id and r.kind = 'supersedes'
          and n.direction = 'outgoing' and n.state = 'issued'
        order by n.issued_on desc, n.id limit 1),
      (select coalesce(jsonb_agg(jsonb_build_object('sha256', f.sha256, 'bytes', f.bytes) order by f.bytes), '[]')
         from verification.issued_file f where f.agency_id = o.agency_id and f.document_id = o.id)
    from documents.document o
    where o.agency_id = a and o.id = d and o.direction = 'outgoing' and o.state in ('issued', 'recalled')
      and o.number is not null;
end $$;
revoke all on function verification.look_up(text, text) from public;
grant execute on function verification.look_up(text, text) to :app;
comment on function verification.look_up(text, text) is
  'Crosses the wall for the public page: number, date, type, issuer and state of an issued letter by its code or its exact bytes. Proved by public-page.test.ts.';
