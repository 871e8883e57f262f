create schema drafting;
grant usage on schema drafting to :app;

create table drafting.draft (
  agency_id uuid not null,
  document_id uuid not null,
  drafter_position_id uuid not null,
  version int not null default 0,
  content jsonb not null,
  -- the file a person uploaded instead of writing here
  uploaded boolean not null default false,
  fields jsonb,
  submitted_at timestamptz,
  finalised_at timestamptz,
  signed_at timestamptz,
  signed_by_position_id uuid,
  signer_position_id uuid,
  mandate_id uuid,
  problem text,
  primary key (agency_id, document_id),
  foreign key (agency_id, document_id) references documents.document (agency_id, id)
);
call platform.protect('drafting.draft');
grant select, insert, update on drafting.draft to :app;

create table drafting.version (
  agency_id uuid not null,
  document_id uuid not null,
  version int not null,
  content jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  primary key (agency_id, document_id, version)
);
call platform.protect('drafting.version');
grant select, insert on drafting.version to :app;

create table drafting.review (
  agency_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  -- Art 12: who answers for content, who for form
  check_kind text not null check (check_kind in ('content', 'format')),
  state text not null default 'open' check (state in ('open', 'approved', 'returned', 'withdrawn')),
  holder_position_id uuid,
  holder_role text,
  comment text,
  done_at timestamptz,
  done_by_position_id uuid,
  created_at timestamptz not null,
  primary key (agency_id, id),
  check ((state = 'open') = (done_at is null))
);
create unique index review_one_open on drafting.review (agency_id, document_id, check_kind) where state = 'open';
create index review_document on drafting.review (agency_id, document_id, created_at);
call platform.protect('drafting.review');
grant select, insert, update on drafting.review to :app;

create view drafting.work_item with (security_invoker = true) as
  select r.agency_id, r.document_id, null::uuid as assignment_id, 'review-' || r.check_kind as reason, r.holder_position_id, r.holder_role,
         null::date as due_on, r.comment as note, r.created_at, null::timestamptz as seen_at
  from drafting.review r where r.state = 'open'
  union all
  select d.agency_id, d.document_id, null, 'returned', d.drafter_position_id, null, null,
         (select v.comment from drafting.review v where v.agency_id = d.agency_id and v.document_id = d.document_id and v.state = 'returned' order by v.done_at desc limit 1),
         o.changed_at, null
  from drafting.draft d join documents.document o on o.agency_id = d.agency_id and o.id = d.document_id
  where o.state = 'draft' and exists (select 1 from drafting.review v where v.agency_id = d.agency_id and v.document_id = d.document_id and v.state = 'returned')
  union all
  select d.agency_id, d.document_id, null, 'sign', d.signer_position_id, null, null, null, o.changed_at, null
  from drafting.draft d join documents.document o on o.agency_id = d.agency_id and o.id = d.document_id
  where o.state = 'awaiting-signature';
grant select on drafting.work_item to :app;
