-- Certificates, devices and mailboxes of the province (Decree 68/2024; Decree 130/2018 in 2021): registers with dates.
create schema provisioning;
grant usage on schema provisioning to :app;

create table provisioning.coordinator (
  agency_id uuid primary key references organisations.agency (id),
  since date not null
);
comment on table provisioning.coordinator is 'Đầu mối tỉnh: collates the requests of all agencies and keeps the province''s registers.';
call platform.protect('provisioning.coordinator');
grant select, insert on provisioning.coordinator to :app;

-- Acting for the province's focal point: it keeps the registers of all agencies, so its walls are the province's.
create function provisioning.coordinates() returns boolean
  language sql stable
  as $$ select exists (select 1 from provisioning.coordinator c where c.agency_id = platform.session_agency()) $$;
grant execute on function provisioning.coordinates() to :app;

-- The agency's own rows as everywhere, and all rows for whoever acts as the focal point.
create procedure provisioning.protect_register(tbl regclass) language plpgsql as $$
begin
  call platform.protect(tbl);
  execute format('create policy read_coordinated on %s for select to :app using ((select provisioning.coordinates()))', tbl);
  execute format('create policy insert_coordinated on %s for insert to :app with check ((select provisioning.coordinates()))', tbl);
  execute format('create policy update_coordinated on %s for update to :app using ((select provisioning.coordinates())) with check ((select provisioning.coordinates()))', tbl);
  execute format('grant select, insert, update on %s to :app', tbl);
end $$;

create table provisioning.subscriber (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  kind text not null check (kind in ('person', 'organisation', 'service')),
  person_id uuid references organisations.person (id),
  name text not null,
  title text,
  email text,
  phone text,
  -- citizen identity number and its issue, sealed with the master key; only the last three digits stand open
  identity_sealed bytea,
  identity_tail text,
  managing_agency_id uuid references organisations.agency (id),
  created_at timestamptz not null,
  primary key (agency_id, id),
  check ((kind = 'person') = (person_id is not null))
);
comment on table provisioning.subscriber is 'Thuê bao: person, organisation, or service/device/software (Decree 68/2024 Art 5).';
create index subscriber_person on provisioning.subscriber (person_id);
call provisioning.protect_register('provisioning.subscriber');

create table provisioning.device (
  agency_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('token', 'sim', 'hsm', 'remote')),
  serial text not null,
  holder_person_id uuid,
  phone text,
  handed_over_on date,
  minutes text,
  locked_at timestamptz,
  returned_on date,
  return_minutes text,
  primary key (agency_id, id)
);
comment on table provisioning.device is 'Thiết bị lưu khóa bí mật: who holds it by which minutes.';
create unique index device_serial on provisioning.device (serial);
call provisioning.protect_register('provisioning.device');

create table provisioning.certificate (
  agency_id uuid not null,
  id uuid not null,
  subscriber_id uuid not null,
  device_id uuid,
  serial text not null,
  medium text not null check (medium in ('USB', 'SIM', 'HSM', 'REMOTE')),
  issuer text,
  subject text,
  sha256 text,
  der bytea,
  not_before timestamptz not null,
  not_after timestamptz not null,
  state text not null check (state in ('issued', 'delivered', 'active', 'locked', 'change-pending', 'renewal-pending',
    'suspended', 'revocation-pending', 'revoked', 'expired', 'closed')),
  state_since timestamptz not null,
  in_use_from date,
  suspended_on date,
  revoked_on date,
  revoke_reason text,
  renewed boolean not null default false,
  previous_id uuid,
  note text,
  primary key (agency_id, id),
  foreign key (agency_id, subscriber_id) references provisioning.subscriber (agency_id, id)
);
comment on table provisioning.certificate is 'Chứng thư chữ ký số chuyên dùng; states and moves stand in provisioning/states.ts.';
create unique index certificate_serial on provisioning.certificate (serial);
create index certificate_ends on provisioning.certificate (not_after);
create index certificate_subscriber on provisioning.certificate (agency_id, subscriber_id);
call provisioning.protect_register('provisioning.certificate');

create table provisioning.request_list (
  agency_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  answered_at timestamptz,
  primary key (agency_id, id)
);
comment on table provisioning.request_list is 'Danh sách đề nghị gửi Cục Chứng thực số: many requests under one letter.';
call provisioning.protect_register('provisioning.request_list');

create table provisioning.request (
  agency_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('new', 'renew', 'change', 'revoke', 'unlock')),
  subscriber_id uuid not null,
  certificate_id uuid,
  medium text not null check (medium in ('USB', 'SIM', 'HSM', 'REMOTE')),
  reason text,
  state text not null check (state in ('draft', 'submitted', 'confirmed', 'collated', 'sent', 'returned', 'refused', 'rejected', 'cancelled', 'done')),
  state_since timestamptz not null,
  list_id uuid,
  note text,
  due_on date,
  made_at timestamptz not null,
  made_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, subscriber_id) references provisioning.subscriber (agency_id, id)
);
comment on table provisioning.request is 'Đề nghị cấp, gia hạn, thay đổi, thu hồi, khôi phục: one row per subscriber.';
create index request_state on provisioning.request (agency_id, state);
create index request_of_list on provisioning.request (list_id);
call provisioning.protect_register('provisioning.request');

create table provisioning.duty (
  agency_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('renew', 'replace', 'revoke', 'change', 'chase', 'return-device')),
  certificate_id uuid,
  request_id uuid,
  why text not null,
  due_on date,
  raised_at timestamptz not null,
  done_at timestamptz,
  primary key (agency_id, id)
);
comment on table provisioning.duty is 'Việc tự nêu: what the register found must be done, once per cause.';
create unique index duty_cause on provisioning.duty (agency_id, kind, coalesce(certificate_id, request_id)) where done_at is null;
call provisioning.protect_register('provisioning.duty');

create table provisioning.key_use (
  agency_id uuid not null,
  id uuid not null,
  document_id uuid,
  holder text not null check (holder in ('person', 'agency')),
  person_id uuid,
  position_id uuid,
  certificate_serial text,
  sha256 text,
  used_at timestamptz not null,
  primary key (agency_id, id)
);
comment on table provisioning.key_use is 'Nhật ký sử dụng khóa: who, which document, hash, time; only added.';
create index key_use_time on provisioning.key_use (agency_id, used_at desc);
call platform.protect('provisioning.key_use');
grant select, insert on provisioning.key_use to :app;

create schema mail;
grant usage on schema mail to :app;

create table mail.mailbox (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  kind text not null check (kind in ('person', 'agency')),
  address text not null,
  person_id uuid references organisations.person (id),
  quota_mb int not null default 1024 check (quota_mb > 0),
  state text not null default 'active' check (state in ('active', 'suspended', 'closed')),
  state_since timestamptz not null,
  since date not null,
  last_used_on date,
  forward_to text,
  forward_until date,
  primary key (agency_id, id),
  check ((kind = 'person') = (person_id is not null)),
  check (address = lower(address))
);
comment on table mail.mailbox is 'Hộp thư công vụ of a person or an agency; Postfix and Dovecot read it.';
create unique index mailbox_address on mail.mailbox (address);
create index mailbox_person on mail.mailbox (person_id);
call provisioning.protect_register('mail.mailbox');
