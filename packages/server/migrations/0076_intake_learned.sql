-- What the clerk's own register teaches: of each issuer, where its papers were entered and to whom they were submitted.
create schema intake;
grant usage on schema intake to :app;

create table intake.filed (
  agency_id uuid not null,
  document_id uuid not null,
  issuer_key text not null,
  issuer_name text not null,
  book_id uuid,
  position_id uuid not null,
  filed_at timestamptz not null,
  taken_back boolean not null default false,
  primary key (agency_id, document_id)
);
comment on table intake.filed is 'One row per submitted arrival: issuer, book and receiver, from which the next paper of that issuer is proposed.';
create index filed_newest on intake.filed (agency_id, issuer_key, filed_at desc) where not taken_back;
call platform.protect('intake.filed');
grant select, insert, update on intake.filed to :app;

-- What the reader saw stays beside the paper that it became: confidence and lit zones outlive the browser.
alter table platform.upload add column document_id uuid;
create index upload_document on platform.upload (agency_id, document_id) where document_id is not null;
