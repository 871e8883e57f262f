create schema tasks;
grant usage on schema tasks to :app;

create table tasks.assignment (
  agency_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  role text not null check (role in ('propose', 'direct', 'hand-over', 'assign', 'lead', 'collaborate', 'informed')),
  state text not null default 'open' check (state in ('open', 'done', 'returned', 'withdrawn')),
  -- a person's post, or anybody who holds the role in the agency (văn thư)
  holder_position_id uuid,
  holder_role text,
  unit_id uuid,
  parent_id uuid,
  instruction text,
  targets jsonb,
  answer text,
  due_on date,
  by_position_id uuid,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by_position_id uuid,
  seen_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, document_id) references documents.document (agency_id, id),
  check ((holder_position_id is null) <> (holder_role is null)),
  check ((state = 'open') = (done_at is null))
);
comment on table tasks.assignment is 'One person''s part in handling an incoming document: each has its own state (Decree 30 Art 23–24).';
create index assignment_holder on tasks.assignment (agency_id, holder_position_id) where state = 'open';
create index assignment_role on tasks.assignment (agency_id, holder_role) where state = 'open';
create index assignment_document on tasks.assignment (agency_id, document_id, created_at);
call platform.protect('tasks.assignment');
grant select, insert, update on tasks.assignment to :app;

create table tasks.phrase (
  agency_id uuid not null,
  position_id uuid not null,
  text text not null,
  used int not null default 1,
  last_used_at timestamptz not null,
  primary key (agency_id, position_id, text)
);
comment on table tasks.phrase is 'A leader''s own phrases, for the chips of the bút phê line.';
call platform.protect('tasks.phrase');
grant select, insert, update on tasks.phrase to :app;

create view tasks.work_item with (security_invoker = true) as
  select agency_id, document_id, id as assignment_id, role as reason, holder_position_id, holder_role, due_on, instruction as note, created_at, seen_at
  from tasks.assignment where state = 'open';
grant select on tasks.work_item to :app;
