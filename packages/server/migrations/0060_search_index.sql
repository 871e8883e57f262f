-- Search: one row per document as its agency holds it, words as lexemes made in TypeScript (no extension needed).
create schema search;
grant usage on schema search to :app;

create table search.entry (
  agency_id uuid not null,
  document_id uuid not null,
  direction text not null,
  state text not null,
  type_name text not null,
  issuer_name text not null,
  number_key text,
  issued_on date,
  day date not null,
  sort_at timestamptz not null,
  holders text[] not null default '{}',
  terms_hash text not null,
  terms tsvector not null,
  primary key (agency_id, document_id)
) with (fillfactor = 90, toast_tuple_target = 256);
comment on table search.entry is 'What a document is found by: lexemes of its head, files, people and days; narrow columns for facets.';
-- Long vectors live beside the row: counting and sorting read narrow rows only.
alter table search.entry alter column terms set storage external;
alter table search.entry alter column terms set statistics 500;
-- every word search, with the agency's own token among the lexemes
create index entry_terms on search.entry using gin (terms);
-- who cites this number; exact number first
create index entry_number on search.entry (agency_id, number_key) where number_key is not null;
call platform.protect('search.entry');
grant select, insert, update on search.entry to :app;

create table search.file (
  agency_id uuid not null,
  sha256 text not null,
  media_type text not null,
  state text not null default 'waiting' check (state in ('waiting', 'read', 'unreadable')),
  pages text[] not null default '{}',
  -- pages whose words come from a picture of the page
  by_sight boolean not null default false,
  asked_at timestamptz not null default now(),
  tries smallint not null default 0,
  primary key (agency_id, sha256)
);
comment on table search.file is 'The text of a stored file by page, for words and for the lines shown in a result; the file itself is never touched.';
create index file_waiting on search.file (asked_at) where state = 'waiting';
call platform.protect('search.file');
grant select, insert, update on search.file to :app;

create table search.citation (
  agency_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('basis', 'cites', 'replies-to', 'supersedes')),
  number_key text not null,
  printed text not null,
  issued_on date,
  -- false: the text no longer says so
  current boolean not null default true,
  primary key (agency_id, document_id, number_key, kind)
);
comment on table search.citation is 'A document named in another''s text: văn bản căn cứ, trả lời, thay thế; found again by its number.';
create index citation_number on search.citation (agency_id, number_key) where current;
call platform.protect('search.citation');
grant select, insert, update on search.citation to :app;

create table search.name (
  agency_id uuid not null,
  kind text not null check (kind in ('person', 'agency')),
  folded text not null,
  name text not null,
  documents int not null default 1,
  primary key (agency_id, kind, folded)
);
comment on table search.name is 'Names of people and bodies on an agency''s documents: suggestions, and what a mistyped name may have meant.';
call platform.protect('search.name');
grant select, insert, update on search.name to :app;

create table search.view (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  query jsonb not null,
  saved_at timestamptz not null,
  forgotten_at timestamptz,
  primary key (agency_id, id)
);
comment on table search.view is 'A search a person keeps by name, for themselves.';
create unique index view_name on search.view (agency_id, person_id, name) where forgotten_at is null;
call platform.protect('search.view');
grant select, insert, update on search.view to :app;

create table search.cursor (
  agency_id uuid primary key,
  -- last event followed
  seq bigint not null default 0,
  -- false until the documents that were there before have been read
  complete boolean not null default false
);
comment on table search.cursor is 'How far the index has followed an agency''s events.';
call platform.protect('search.cursor');
grant select, insert, update on search.cursor to :app;

create table search.pending (
  agency_id uuid not null,
  document_id uuid not null,
  waiting boolean not null default true,
  primary key (agency_id, document_id)
);
create index pending_waiting on search.pending (agency_id) where waiting;
comment on table search.pending is 'Documents to be read again for the index: a file was read, or was put there without an event.';
call platform.protect('search.pending');
grant select, insert, update on search.pending to :app;

create table search.province_right (
  agency_id uuid not null,
  position_id uuid not null,
  granted_by uuid not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  primary key (agency_id, position_id)
);
comment on table search.province_right is 'Posts that may search over all agencies of the installation (heads of issued and registered documents).';
call platform.protect('search.province_right');
grant select, insert, update on search.province_right to :app;

-- Which agencies have something the index has not seen: ids only, for the follower.
create function search.agencies_behind(p_most int) returns table (agency_id uuid)
  language sql stable security definer set search_path = '' as $$
  select s.agency_id from platform.agency_sequence s left join search.cursor c on c.agency_id = s.agency_id
    where c.agency_id is null or c.seq < s.last or not c.complete
  union
  select a.id from organisations.agency a left join search.cursor c on c.agency_id = a.id where c.agency_id is null or not c.complete
  union
  select p.agency_id from search.pending p where p.waiting
  limit p_most
$$;
revoke all on function search.agencies_behind(int) from public;
grant execute on function search.agencies_behind(int) to :app;
comment on function search.agencies_behind(int) is
  'Crosses the wall: ids of agencies whose index is behind, no document. Proved by search-walls.test.ts.';

-- Files whose text nobody has read yet, with the agencies that hold them: hashes only, for the reader of files.
create function search.files_waiting(p_most int) returns table (sha256 text, media_type text, agencies uuid[])
  language sql stable security definer set search_path = '' as $$
  select f.sha256, min(f.media_type), array_agg(f.agency_id order by f.agency_id)
    from search.file f
    where f.state = 'waiting' and f.sha256 in (
      select w.sha256 from search.file w where w.state = 'waiting' order by w.asked_at limit p_most)
    group by f.sha256 order by min(f.asked_at)
$$;
revoke all on function search.files_waiting(int) from public;
grant execute on function search.files_waiting(int) to :app;
comment on function search.files_waiting(int) is
  'Crosses the wall: hashes of unread files and who holds them, no text. Proved by search-walls.test.ts.';
