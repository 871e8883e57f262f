-- Organisations as data with dates: no level, district or kind is known to the code.
create schema organisations;
grant usage on schema organisations to :app;

create table organisations.level (
  code text primary key,
  name text not null,
  ordinal smallint not null
);
grant select on organisations.level to :app;

create table organisations.agency (
  id uuid primary key,
  code text not null unique,
  kind text not null,
  level_code text not null references organisations.level (code),
  parent_id uuid references organisations.agency (id),
  layout_regime text not null check (layout_regime in ('nd30', 'party')),
  hand_over text not null default 'by-clerk' check (hand_over in ('by-clerk', 'automatic')),
  valid_from date not null,
  valid_to date
);
comment on table organisations.agency is 'Directory of the installation, readable by all: addressees must be findable.';
create index agency_parent on organisations.agency (parent_id);

create table organisations.agency_name (
  agency_id uuid not null references organisations.agency (id),
  valid_from date not null,
  valid_to date,
  name text not null,
  short_name text not null,
  abbreviation text not null,
  name_on_paper text not null,
  parent_name_on_paper text,
  place_name text not null,
  identifier_code text,
  primary key (agency_id, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table organisations.agency_name is 'Every attribute that is printed on a document, versioned: a change never touches what was issued.';

create table organisations.unit (
  id uuid primary key,
  agency_id uuid not null references organisations.agency (id),
  name text not null,
  abbreviation text not null,
  valid_from date not null,
  valid_to date
);
create index unit_agency on organisations.unit (agency_id);

create table organisations.position (
  id uuid primary key,
  agency_id uuid not null references organisations.agency (id),
  unit_id uuid references organisations.unit (id),
  title text not null,
  roles text[] not null check (roles <@ array['leader','deputy','office-chief','unit-head','unit-deputy','officer','clerk','admin']),
  ordinal int not null default 0,
  valid_from date not null,
  valid_to date
);
create index position_agency on organisations.position (agency_id);

create table organisations.person (
  id uuid primary key,
  full_name text not null,
  email text,
  phone text,
  birth_year int
);

create table organisations.appointment (
  id uuid primary key,
  agency_id uuid not null references organisations.agency (id),
  person_id uuid not null references organisations.person (id),
  position_id uuid not null references organisations.position (id),
  valid_from date not null,
  valid_to date,
  is_primary boolean not null default true,
  check (valid_to is null or valid_to >= valid_from)
);
create index appointment_position on organisations.appointment (agency_id, position_id);
create index appointment_person on organisations.appointment (person_id);

create table organisations.mandate (
  id uuid primary key,
  agency_id uuid not null references organisations.agency (id),
  position_id uuid not null references organisations.position (id),
  form text not null check (form in ('HEAD','TM','KT','TL','TUQ','Q')),
  block_lines text[] not null check (cardinality(block_lines) > 0),
  type_codes text[],
  basis text,
  valid_from date not null,
  valid_to date
);
comment on table organisations.mandate is 'Who signs what in which form (Decree 30 Art 13); the block of cell 7a is composed from it.';
create index mandate_position on organisations.mandate (agency_id, position_id);

create table organisations.absence (
  id uuid primary key,
  agency_id uuid not null references organisations.agency (id),
  position_id uuid not null references organisations.position (id),
  delegate_position_id uuid not null references organisations.position (id),
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  reason text,
  check (valid_to > valid_from),
  check (position_id <> delegate_position_id)
);
create index absence_position on organisations.absence (agency_id, position_id);

create table organisations.recipient_group (
  id uuid primary key,
  text text not null,
  level_code text,
  kind text,
  code_pattern text not null,
  -- one group for each parent ("UBND các xã thuộc huyện Bình Đại") besides the whole
  by_parent boolean not null default false
);
comment on table organisations.recipient_group is 'Group lines of Nơi nhận as data: what they unfold to is computed on the day.';
grant select on organisations.recipient_group to :app;

create procedure organisations.protect_directory(tbl regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', tbl);
  execute format('create policy read_own on %s for select to :app using (agency_id = any (platform.session_agencies()) or platform.session_is_administrator())', tbl);
  execute format('create policy write_acting on %s for insert to :app with check (agency_id = platform.session_agency() or platform.session_is_administrator())', tbl);
  execute format('create policy update_acting on %s for update to :app using (agency_id = platform.session_agency() or platform.session_is_administrator())', tbl);
  execute format('grant select, insert, update on %s to :app', tbl);
end $$;
call organisations.protect_directory('organisations.unit');
call organisations.protect_directory('organisations.position');
call organisations.protect_directory('organisations.appointment');
call organisations.protect_directory('organisations.mandate');
call organisations.protect_directory('organisations.absence');
grant select, insert, update on organisations.agency, organisations.agency_name to :app;

-- A person is seen by the agencies where he or she holds a post.
alter table organisations.person enable row level security;
alter table organisations.person force row level security;
create policy owner_all on organisations.person to current_user using (true) with check (true);
create policy read_colleague on organisations.person for select to :app
  using (platform.session_is_administrator() or exists (select 1 from organisations.appointment a where a.person_id = person.id));
create policy write_administrator on organisations.person for all to :app
  using (platform.session_is_administrator()) with check (platform.session_is_administrator());
grant select, insert, update on organisations.person to :app;

create view organisations.agency_card with (security_invoker = true) as
  select a.id, a.code, a.kind, a.level_code, l.name as level_name, l.ordinal as level_ordinal, a.parent_id, a.layout_regime, a.hand_over,
         n.name, n.short_name, n.abbreviation, n.name_on_paper, n.parent_name_on_paper, n.place_name, n.identifier_code, a.valid_from, a.valid_to
  from organisations.agency a
  join organisations.level l on l.code = a.level_code
  join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null;
grant select on organisations.agency_card to :app;

create view organisations.post_card with (security_invoker = true) as
  select p.id as position_id, p.agency_id, p.unit_id, p.title, p.roles, p.ordinal, u.name as unit_name, u.abbreviation as unit_abbreviation,
         ap.person_id, pe.full_name
  from organisations.position p
  left join organisations.unit u on u.id = p.unit_id
  left join organisations.appointment ap on ap.position_id = p.id and ap.agency_id = p.agency_id and ap.valid_to is null
  left join organisations.person pe on pe.id = ap.person_id
  where p.valid_to is null;
grant select on organisations.post_card to :app;

-- Log-in comes before any agency is known: the one question it may ask is who holds which posts.
create function organisations.posts_of(p_person uuid, p_on date)
  returns table (position_id uuid, agency_id uuid, unit_id uuid, title text, roles text[], unit_name text, agency_name text, full_name text)
  language sql stable security definer set search_path = '' as $$
  select p.id, p.agency_id, p.unit_id, p.title, p.roles, u.name, n.short_name, pe.full_name
  from organisations.appointment a
  join organisations.position p on p.id = a.position_id
  join organisations.person pe on pe.id = a.person_id
  join organisations.agency_name n on n.agency_id = p.agency_id and n.valid_to is null
  left join organisations.unit u on u.id = p.unit_id
  where a.person_id = p_person and a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on)
  order by a.is_primary desc, p.ordinal
$$;
revoke all on function organisations.posts_of(uuid, date) from public;
grant execute on function organisations.posts_of(uuid, date) to :app;
