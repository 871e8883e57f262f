-- Hồ sơ công việc (Decree 30 Art 28–30, Appendix V; fields of Appendix VI part II).
create schema dossiers;
grant usage on schema dossiers to :app;

create table dossiers.plan (
  agency_id uuid not null,
  year int not null check (year between 1945 and 2200),
  basis text not null check (basis <> ''),
  approved_at timestamptz not null,
  approved_by_position_id uuid not null,
  primary key (agency_id, year)
);
comment on table dossiers.plan is 'Danh mục hồ sơ of a year, approved by the head (Art 28): what is opened after it stands outside the plan.';
call platform.protect('dossiers.plan');
grant select, insert on dossiers.plan to :app;

create table dossiers.dossier (
  agency_id uuid not null,
  id uuid not null,
  year int not null check (year between 1945 and 2200),
  unit_id uuid,
  number int not null check (number > 0),
  -- as written on the cover: `01.KT`
  symbol text not null,
  heading text not null,
  title text not null check (title <> ''),
  -- null: vĩnh viễn
  retention_years int check (retention_years between 1 and 100),
  responsible_position_id uuid not null,
  note text not null default '',
  planned boolean not null,
  started_on date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_on date,
  opened_at timestamptz not null,
  revision int not null default 1,
  primary key (agency_id, id),
  unique (agency_id, year, symbol),
  check ((state = 'closed') = (closed_on is not null))
);
comment on table dossiers.dossier is 'A set of related documents of one matter, with its person in charge and its retention (Art 3, 29).';
create index dossier_unit on dossiers.dossier (agency_id, year desc, unit_id, number);
call platform.protect('dossiers.dossier');
grant select, insert, update on dossiers.dossier to :app;

create table dossiers.item (
  agency_id uuid not null,
  dossier_id uuid not null,
  document_id uuid not null,
  ordinal int not null check (ordinal > 0),
  filed_at timestamptz not null,
  filed_by_position_id uuid not null,
  -- a duplicate or a draft taken out before the end (Art 29.3); the row stays, its place goes to the next
  taken_out_at timestamptz,
  primary key (agency_id, dossier_id, document_id),
  foreign key (agency_id, dossier_id) references dossiers.dossier (agency_id, id),
  foreign key (agency_id, document_id) references documents.document (agency_id, id)
);
comment on table dossiers.item is 'A document in a dossier; a document may be in several (Appendix VI part I). Taking one out leaves its event.';
create index item_document on dossiers.item (agency_id, document_id);
call platform.protect('dossiers.item');
grant select, insert, update on dossiers.item to :app;
