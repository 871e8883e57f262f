-- Doors of the intake station: what may carry a mark of secrecy waits sealed, a watched scan folder per agency, several scans made one arrival.

-- Held: perhaps marked MẬT. The bytes stay under their key in the spool, no word that was read is kept; the clerk looks at the paper and says.
do $$
declare old record;
begin
  for old in select c.conname from pg_constraint c where c.conrelid = 'platform.upload'::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%waiting%' loop
    execute format('alter table platform.upload drop constraint %I', old.conname);
  end loop;
end $$;
alter table platform.upload add constraint upload_state check (state in ('waiting', 'held', 'taken', 'destroyed'));
alter table platform.upload add column held_mark text, add column held_confidence real, add column held_capture boolean not null default false;
comment on column platform.upload.held_mark is 'Set for ever once a clerk was asked: the same bytes released are not asked about again.';
alter table platform.upload add constraint upload_held_unread check (state <> 'held' or (held_mark is not null and reading is null));
create index upload_held on platform.upload (agency_id) where state = 'held';

create table intake.scan_door (
  agency_id uuid primary key references organisations.agency (id),
  folder text not null unique check (folder ~ '^[a-z0-9-]+$'),
  open boolean not null,
  changed_at timestamptz not null
);
comment on table intake.scan_door is 'The watched folder of an agency''s scanners: one name below the installation''s own scan folder.';
call platform.protect('intake.scan_door');
grant select, insert, update on intake.scan_door to :app;

create table intake.scanned_file (
  agency_id uuid not null,
  id uuid not null,
  filename text not null,
  state text not null check (state in ('taken', 'set-aside', 'cleared')),
  reason text,
  documents int not null default 0,
  seen_at timestamptz not null,
  primary key (agency_id, id),
  check (state <> 'set-aside' or reason is not null)
);
comment on table intake.scanned_file is 'Each file of the scan folder that was taken in, or set aside with the reason a person reads.';
create index scanned_aside on intake.scanned_file (agency_id, seen_at) where state = 'set-aside';
call platform.protect('intake.scanned_file');
grant select, insert, update on intake.scanned_file to :app;

-- The watcher must know which folders are open; it then works for each agency behind that agency's walls.
create function intake.open_scan_doors() returns table (agency_id uuid, folder text)
  language sql stable security definer set search_path = '' as $$
  select d.agency_id, d.folder from intake.scan_door d where d.open
$$;
comment on function intake.open_scan_doors is 'Crosses the wall to name the open scan folders, nothing else. Proved by scan-folder.test.ts.';
revoke all on function intake.open_scan_doors() from public;
grant execute on function intake.open_scan_doors() to :app;

-- Gộp: the files move to the arrival that stays and remember where they came from, so that the step can be taken back.
alter table documents.document add column merged_into uuid;
alter table documents.component add column merged_from uuid;
alter table documents.document drop constraint document_incoming_state;
alter table documents.document drop constraint document_arrival_numbered;
alter table documents.document add constraint document_incoming_state check (direction <> 'incoming' or state in
  ('arrived', 'registered', 'submitted', 'proposed', 'instructed', 'handling', 'completed', 'returned', 'recalled', 'destroyed', 'merged'));
alter table documents.document add constraint document_arrival_numbered check
  (direction <> 'incoming' or state in ('arrived', 'returned', 'recalled', 'destroyed', 'merged') or arrival_number is not null);
alter table documents.document add constraint document_merged_into check ((state = 'merged') = (merged_into is not null));
create index document_merged on documents.document (agency_id, merged_into) where merged_into is not null;

-- Để sau: a person's own order of the list.
create table documents.put_off (
  agency_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  off boolean not null,
  put_off_at timestamptz not null,
  primary key (agency_id, document_id, person_id)
);
comment on table documents.put_off is 'Để sau: this person wants this document at the foot of the list; nobody else''s list changes.';
call platform.protect('documents.put_off');
grant select, insert, update on documents.put_off to :app;

-- What an agency learns of an issuer beyond its receiver: the abbreviation it signs its symbols with, and who handles its papers.
alter table intake.filed alter column position_id drop not null;
alter table intake.filed add column abbreviation text, add column type_name text, add column handler_unit_id uuid, add column handler_position_id uuid;
create index filed_abbreviation on intake.filed (agency_id, abbreviation, filed_at desc) where not taken_back and abbreviation is not null;
