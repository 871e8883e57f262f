-- The floor: who may see what (row-level security), commands once only, events for ever.
create schema platform;
grant usage on schema platform to :app;

-- Agencies of the session's posts: what this transaction may read.
create function platform.session_agencies() returns uuid[]
  language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('congvan.agencies', true), ''), '{}')::uuid[] $$;

-- The acting agency: what this transaction may write.
create function platform.session_agency() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('congvan.agency', true), '')::uuid $$;

create function platform.session_is_administrator() returns boolean
  language sql stable parallel safe
  as $$ select coalesce(current_setting('congvan.administrator', true), '') = 'on' $$;

-- Row-level security for a table with agency_id, forced, with the owner's own policy (an external owner is no superuser).
create procedure platform.protect(tbl regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', tbl);
  execute format('create policy read_own on %s for select to :app using (agency_id = any (platform.session_agencies()))', tbl);
  execute format('create policy insert_acting on %s for insert to :app with check (agency_id = platform.session_agency())', tbl);
  execute format('create policy update_acting on %s for update to :app using (agency_id = platform.session_agency()) with check (agency_id = platform.session_agency())', tbl);
end $$;

create table platform.command (
  id uuid primary key,
  name text not null,
  person_id uuid,
  agency_id uuid,
  input_hash bytea not null,
  answer jsonb,
  recorded_at timestamptz not null default now()
);
comment on table platform.command is 'One row per executed command: a repeated id answers with the first result.';
grant select, insert on platform.command to :app;

create table platform.agency_sequence (
  agency_id uuid primary key,
  last bigint not null default 0
);
comment on table platform.agency_sequence is 'Per-agency event sequence, without holes.';
grant select, insert, update on platform.agency_sequence to :app;

create table platform.event (
  id uuid primary key,
  agency_id uuid not null,
  seq bigint not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  person_id uuid,
  position_id uuid,
  on_behalf_of uuid,
  command_id uuid,
  name text not null,
  version smallint not null default 1,
  subject_id uuid,
  payload jsonb not null default '{}',
  unique (agency_id, seq)
);
comment on table platform.event is 'What happened: audit, time line, reactions and outbox read it. The application role can neither change nor delete it.';
create index event_subject on platform.event (agency_id, subject_id, seq);
call platform.protect('platform.event');
grant select, insert on platform.event to :app;

create table platform.event_text (
  event_id uuid not null references platform.event (id),
  agency_id uuid not null,
  field text not null,
  salt bytea not null,
  value text,
  primary key (event_id, field)
);
comment on table platform.event_text is 'Personal or free text of an event, erasable; the event keeps a salted commitment.';
call platform.protect('platform.event_text');
grant select, insert, update on platform.event_text to :app;

create table platform.setting (
  key text primary key,
  value jsonb not null
);
grant select, insert, update on platform.setting to :app;

create table platform.upload (
  id uuid primary key,
  agency_id uuid not null,
  person_id uuid not null,
  filename text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  reading jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'destroyed')),
  uploaded_at timestamptz not null default now()
);
comment on table platform.upload is 'Unread uploads; the bytes lie in the spool under a per-file key until they are captured or destroyed.';
create index upload_waiting on platform.upload (agency_id, uploaded_at) where state = 'waiting';
call platform.protect('platform.upload');
grant select, insert, update on platform.upload to :app;

create table platform.working_day_exception (
  day date primary key,
  is_working boolean not null,
  reason text not null,
  source text not null
);
comment on table platform.working_day_exception is 'Public holidays and swapped days by official notice.';
grant select on platform.working_day_exception to :app;

-- Appends events: sequence numbers of all agencies concerned are taken in one order, so that two commands cannot wait for each other.
create function platform.append_events(events jsonb) returns void
  language plpgsql security invoker as $$
declare
  a record;
  first bigint;
begin
  for a in select (e->>'agency_id')::uuid as id, count(*) as n from jsonb_array_elements(events) e group by 1 order by 1 loop
    insert into platform.agency_sequence as s (agency_id, last) values (a.id, a.n)
      on conflict (agency_id) do update set last = s.last + a.n
      returning s.last - a.n into first;
    insert into platform.event (id, agency_id, seq, happened_at, person_id, position_id, on_behalf_of, command_id, name, version, subject_id, payload)
    select (e->>'id')::uuid, a.id, first + row_number() over (order by ord), (e->>'happened_at')::timestamptz, (e->>'person_id')::uuid,
           (e->>'position_id')::uuid, (e->>'on_behalf_of')::uuid, (e->>'command_id')::uuid, e->>'name', coalesce((e->>'version')::smallint, 1),
           (e->>'subject_id')::uuid, coalesce(e->'payload', '{}')
    from jsonb_array_elements(events) with ordinality as x (e, ord) where (e->>'agency_id')::uuid = a.id;
  end loop;
end $$;
grant execute on function platform.append_events(jsonb) to :app;

-- The end of every command in one round trip: answer, events, their erasable texts, jobs, and the word to the screens.
create function platform.finish_command(p_id uuid, p_name text, p_person uuid, p_agency uuid, p_hash bytea, p_answer jsonb,
  p_events jsonb, p_texts jsonb, p_jobs jsonb, p_live text) returns void language plpgsql as $$
begin
  perform platform.append_events(p_events);
  insert into platform.event_text (event_id, agency_id, field, salt, value)
    select (t->>'event_id')::uuid, (t->>'agency_id')::uuid, t->>'field', decode(t->>'salt', 'hex'), t->>'value' from jsonb_array_elements(p_texts) t;
  insert into platform.command (id, name, person_id, agency_id, input_hash, answer) values (p_id, p_name, p_person, p_agency, p_hash, p_answer);
  perform platform.add_job(j->>'task', j->'payload', j->>'key', (j->>'runAt')::timestamptz) from jsonb_array_elements(p_jobs) j;
  if p_live is not null then perform pg_notify('congvan_live', p_live); end if;
end $$;
grant execute on function platform.finish_command(uuid, text, uuid, uuid, bytea, jsonb, jsonb, jsonb, jsonb, text) to :app;

-- Jobs are added with the command's commit. The queue belongs to the owner; the application may only add.
create function platform.add_job(task text, payload jsonb, job_key text, run_at timestamptz) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(task, payload::json, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => 25);
end $$;
revoke all on function platform.add_job(text, jsonb, text, timestamptz) from public;
grant execute on function platform.add_job(text, jsonb, text, timestamptz) to :app;
