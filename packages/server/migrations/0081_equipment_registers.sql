-- Equipment, lines, places of the post and telecom network, press, classes and procedures: what the year's report counts.
create schema equipment;
grant usage on schema equipment to :app;

create table equipment.workstation (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  asset_code text not null,
  kind text not null check (kind in ('desktop', 'laptop', 'tablet', 'scanner', 'printer', 'other')),
  person_id uuid references organisations.person (id),
  model text,
  bought_in smallint,
  warranty_until date,
  state text not null default 'in-use' check (state in ('in-use', 'spare', 'broken', 'disposed')),
  internal_network boolean not null default false,
  broadband boolean not null default false,
  since date not null,
  until date,
  counted_by text not null default 'import' check (counted_by in ('import', 'form', 'check-in')),
  checked_in_at timestamptz,
  primary key (agency_id, id),
  check (until is null or until >= since)
);
comment on table equipment.workstation is 'Máy tính, máy quét… as assigned; since/until say when it counts.';
create unique index workstation_code on equipment.workstation (agency_id, asset_code);
create index workstation_person on equipment.workstation (person_id);
call provisioning.protect_register('equipment.workstation');

create table equipment.line (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  kind text not null check (kind in ('state-network', 'broadband', 'internal')),
  provider text,
  speed_mbps int,
  state text not null default 'up' check (state in ('up', 'degraded', 'down', 'ended')),
  since date not null,
  until date,
  primary key (agency_id, id)
);
comment on table equipment.line is 'Đường truyền số liệu chuyên dùng, băng rộng, mạng nội bộ of one agency.';
call provisioning.protect_register('equipment.line');

create table equipment.service_point (
  agency_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('post', 'post-culture', 'telecom')),
  territory_agency_id uuid references organisations.agency (id),
  address text,
  state text not null default 'working' check (state in ('working', 'degraded', 'stopped')),
  state_since timestamptz not null,
  primary key (agency_id, id)
);
comment on table equipment.service_point is 'Bưu cục, điểm bưu điện - văn hóa xã, trạm viễn thông; agency_id keeps the register.';
create unique index service_point_code on equipment.service_point (agency_id, code);
call provisioning.protect_register('equipment.service_point');

create table equipment.incident (
  agency_id uuid not null,
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('post', 'telecom')),
  began_at timestamptz not null,
  ended_at timestamptz,
  place text not null,
  territory_agency_id uuid references organisations.agency (id),
  cause text not null,
  repaired boolean not null default false,
  -- communication of Party and authorities interrupted: the report must be able to say "no"
  authorities_cut_off boolean not null default false,
  primary key (agency_id, id),
  check (ended_at is null or ended_at >= began_at)
);
comment on table equipment.incident is 'Sự cố bưu chính, viễn thông: từ–đến, địa bàn, đã khắc phục.';
create unique index incident_code on equipment.incident (agency_id, code);
call provisioning.protect_register('equipment.incident');

create table equipment.press_agency (
  agency_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  licence text not null,
  kind text not null,
  contact text,
  since date,
  until date,
  primary key (agency_id, id)
);
comment on table equipment.press_agency is 'Cơ quan báo chí trên địa bàn: licence and contact, for announcements.';
create unique index press_agency_code on equipment.press_agency (agency_id, code);
call provisioning.protect_register('equipment.press_agency');

create table equipment.training_class (
  agency_id uuid not null,
  id uuid not null,
  title text not null,
  topic text not null default 'signing' check (topic in ('signing', 'documents', 'security', 'other')),
  held_on date not null,
  place text not null,
  primary key (agency_id, id)
);
comment on table equipment.training_class is 'Lớp tập huấn; agency_id is the organiser.';
call provisioning.protect_register('equipment.training_class');

create table equipment.training_participant (
  agency_id uuid not null,
  class_id uuid not null,
  person_id uuid not null references organisations.person (id),
  from_agency_id uuid not null references organisations.agency (id),
  primary key (agency_id, class_id, person_id),
  foreign key (agency_id, class_id) references equipment.training_class (agency_id, id)
);
comment on table equipment.training_participant is 'Who took part and for which agency; agency_id is the organiser.';
create index training_from on equipment.training_participant (from_agency_id);
call provisioning.protect_register('equipment.training_participant');

create table equipment.procedure (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  code text not null,
  name text not null,
  field text not null,
  level_code text not null references organisations.level (code),
  eligible boolean not null,
  level smallint not null check (level between 1 and 4),
  level4_since date,
  since date not null default '2020-01-01',
  until date,
  primary key (agency_id, id),
  check ((level = 4) = (level4_since is not null))
);
comment on table equipment.procedure is 'Thủ tục hành chính: eligible for level 4 or not, and the date it reached it.';
create unique index procedure_code on equipment.procedure (code);
call provisioning.protect_register('equipment.procedure');
