create schema documents;
grant usage on schema documents to :app;

create table documents.document (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  direction text not null check (direction in ('incoming', 'outgoing')),
  state text not null,
  revision int not null default 1,
  regime text not null default 'nd30',
  type_code text not null default '',
  type_name text not null,
  number text,
  symbol text,
  issued_on date,
  subject text not null,
  issuer_name text not null,
  issuer_agency_id uuid,
  place_name text,
  signer_name text,
  signer_title text,
  urgency smallint not null default 0 check (urgency between 0 and 3),
  due_on date,
  arrived_at timestamptz,
  arrival_number int,
  registered_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  recipients_text text,
  invitation jsonb,
  paper_only boolean not null default false,
  verdict text not null default 'pending' check (verdict in ('valid', 'invalid', 'indeterminate', 'unsigned', 'unreadable', 'pending')),
  dossier text,
  note text,
  search_text text not null default '',
  primary key (agency_id, id),
  check (subject <> ''),
  check (direction <> 'incoming' or state in ('arrived', 'registered', 'submitted', 'proposed', 'instructed', 'handling', 'completed', 'returned', 'recalled')),
  check (direction <> 'outgoing' or state in ('draft', 'in-review', 'awaiting-signature', 'signed', 'issuing', 'numbered', 'issued', 'recalled', 'cancelled')),
  -- Decree 30 Art 15, 18: nothing is issued without number, date and signer.
  check (state not in ('issued', 'numbered') or (number is not null and symbol is not null and issued_on is not null and signer_name is not null)),
  -- Art 22.1: what is registered has its arrival number.
  check (direction <> 'incoming' or state in ('arrived', 'returned', 'recalled') or arrival_number is not null)
);
comment on table documents.document is 'An official document as one agency holds it: its own outgoing one, or its own arrival with a snapshot of what came.';
-- newest first inside one agency, by direction: the inbox and lists
create index document_newest on documents.document (agency_id, direction, created_at desc, id desc);
create index document_state on documents.document (agency_id, state, urgency desc, created_at);
-- duplicate check on arrival: same issuer's number and date
create index document_number on documents.document (agency_id, symbol, number, issued_on);
call platform.protect('documents.document');
grant select, insert, update on documents.document to :app;

create table documents.component (
  agency_id uuid not null,
  document_id uuid not null,
  ordinal smallint not null,
  role text not null check (role in ('main', 'annex', 'upload')),
  filename text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  pages int,
  verdict text not null default 'pending',
  signatures jsonb,
  primary key (agency_id, document_id, ordinal),
  foreign key (agency_id, document_id) references documents.document (agency_id, id)
);
comment on table documents.component is 'A file of a document; the bytes are reached through this reference of the agency, never by bare hash.';
create index component_sha on documents.component (agency_id, sha256);
call platform.protect('documents.component');
grant select, insert, update on documents.component to :app;

create table documents.relation (
  agency_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('replies-to', 'cites', 'supersedes', 'recalls')),
  target_id uuid,
  number_symbol text not null,
  subject text not null default '',
  issued_on date,
  id uuid not null,
  primary key (agency_id, id)
);
create index relation_document on documents.relation (agency_id, document_id);
create index relation_target on documents.relation (agency_id, target_id);
call platform.protect('documents.relation');
grant select, insert, update on documents.relation to :app;

create table documents.reading (
  agency_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  first_read_at timestamptz not null,
  primary key (agency_id, document_id, person_id)
);
call platform.protect('documents.reading');
grant select, insert on documents.reading to :app;
