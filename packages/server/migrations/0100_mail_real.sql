-- Mailboxes that are real (issue 6 §2): what Postfix and Dovecot read, what they may not, and the letters beside the work.

alter table mail.mailbox add column display_name text;
alter table mail.mailbox add column suspended_why text check (suspended_why in ('left', 'moved', 'agency-ended', 'asked'));
comment on column mail.mailbox.forward_to is 'While suspended: who goes on with the work receives the letters until forward_until.';

create table mail.alias (
  agency_id uuid not null,
  id uuid not null,
  mailbox_id uuid not null,
  address text not null check (address = lower(address)),
  since date not null,
  ended_on date,
  primary key (agency_id, id),
  foreign key (agency_id, mailbox_id) references mail.mailbox (agency_id, id)
);
comment on table mail.alias is 'Bí danh: another address of the same mailbox; an ended one is never given to somebody else.';
create unique index alias_address on mail.alias (address);
create index alias_mailbox on mail.alias (agency_id, mailbox_id);
call provisioning.protect_register('mail.alias');

create table mail.credential (
  agency_id uuid not null,
  id uuid not null,
  mailbox_id uuid not null,
  kind text not null check (kind in ('password', 'token', 'product')),
  label text not null,
  -- password: argon2id as the server reads it; token: SHA-256 of 256 random bits
  hash text not null check (case when kind = 'password' then hash like '$argon2id$%' else hash ~ '^[0-9a-f]{64}$' end),
  made_at timestamptz not null,
  ends_on date,
  revoked_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, mailbox_id) references mail.mailbox (agency_id, id)
);
comment on table mail.credential is 'How a mailbox is entered: one password set by its person, tokens by device, the product''s own.';
create unique index credential_password on mail.credential (agency_id, mailbox_id) where kind = 'password' and revoked_at is null;
create index credential_token on mail.credential (hash) where revoked_at is null;
call provisioning.protect_register('mail.credential');

create table mail.connection (
  agency_id uuid not null,
  mailbox_id uuid not null,
  login text not null,
  secret_sealed bytea not null,
  state text not null check (state in ('off', 'connecting', 'watching', 'down', 'refused')),
  state_since timestamptz not null,
  heard_at timestamptz,
  problem text,
  primary key (agency_id, mailbox_id),
  foreign key (agency_id, mailbox_id) references mail.mailbox (agency_id, id)
);
comment on table mail.connection is 'A mailbox that the product reads beside the work: how it enters, and whether the server answers.';
call platform.protect('mail.connection');
grant select, insert, update on mail.connection to :app;

create table mail.letter (
  agency_id uuid not null,
  id uuid not null,
  mailbox_id uuid not null,
  uid_validity bigint not null,
  uid bigint not null,
  sender_name text,
  sender_address text,
  subject text not null,
  sent_at timestamptz,
  bytes bigint not null,
  attachments jsonb not null,
  seen boolean not null,
  state text not null check (state in ('waiting', 'taken', 'held', 'secret', 'removed', 'gone')),
  document_id uuid,
  problem text,
  noticed_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, mailbox_id) references mail.mailbox (agency_id, id)
);
comment on table mail.letter is 'Heads of the letters that wait in a connected mailbox; the letters themselves stay on the mail server.';
create unique index letter_place on mail.letter (agency_id, mailbox_id, uid_validity, uid);
create index letter_waiting on mail.letter (agency_id, mailbox_id, sent_at desc) where state in ('waiting', 'held', 'secret');
call platform.protect('mail.letter');
grant select, insert, update on mail.letter to :app;

create table mail.notice (
  agency_id uuid not null,
  id uuid not null,
  mailbox_id uuid not null,
  to_address text not null,
  subject text not null,
  body text not null,
  about uuid,
  state text not null check (state in ('waiting', 'sent', 'refused')),
  tries int not null default 0,
  next_at timestamptz not null,
  problem text,
  asked_at timestamptz not null,
  settled_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, mailbox_id) references mail.mailbox (agency_id, id)
);
comment on table mail.notice is 'Thư báo: what the product writes by mail, and whether the mail server took it over.';
create index notice_waiting on mail.notice (next_at) where state = 'waiting';
call platform.protect('mail.notice');
grant select, insert, update on mail.notice to :app;

create table mail.wish (
  agency_id uuid not null,
  person_id uuid not null,
  by_mail boolean not null,
  changed_at timestamptz not null,
  primary key (agency_id, person_id)
);
comment on table mail.wish is 'Báo việc mới qua thư: who wishes to be told by mail.';
call platform.protect('mail.wish');
grant select, insert, update on mail.wish to :app;

-- The account of a round trip: made for some seconds by `./congvan mail up`, nobody's.
create table mail.probe (
  address text primary key,
  hash text not null,
  made_at timestamptz not null default now()
);
comment on table mail.probe is 'Hộp thư thử: exists only while the mail server is being checked.';

-- All that Postfix and Dovecot may see: their role (made by `mail up`) has this schema and nothing else.
create schema mail_server;
create view mail_server.account as
  select m.address, m.quota_mb, c.hash as password_hash
  from mail.mailbox m
  left join mail.credential c on c.agency_id = m.agency_id and c.mailbox_id = m.id and c.kind = 'password' and c.revoked_at is null
  where m.state = 'active'
  union all select p.address, 1, null from mail.probe p;
create view mail_server.token as
  select m.address, c.hash, c.kind, m.quota_mb
  from mail.credential c join mail.mailbox m on m.agency_id = c.agency_id and m.id = c.mailbox_id
  where m.state = 'active' and c.kind <> 'password' and c.revoked_at is null
  union all select p.address, p.hash, 'product', 1 from mail.probe p;
create view mail_server.forward as
  select a.address, m.address as goes_to from mail.alias a join mail.mailbox m on m.agency_id = a.agency_id and m.id = a.mailbox_id
  where a.ended_on is null and m.state = 'active'
  union all
  select a.address, m.forward_to from mail.alias a join mail.mailbox m on m.agency_id = a.agency_id and m.id = a.mailbox_id
  where a.ended_on is null and m.state = 'suspended' and m.forward_to is not null
  union all
  select m.address, m.forward_to from mail.mailbox m where m.state = 'suspended' and m.forward_to is not null;
create view mail_server.refused as
  select m.address from mail.mailbox m where m.state = 'suspended' and m.forward_to is null;
create view mail_server.sender as
  select m.address, m.address as login from mail.mailbox m where m.state = 'active'
  union all
  select a.address, m.address from mail.alias a join mail.mailbox m on m.agency_id = a.agency_id and m.id = a.mailbox_id
  where a.ended_on is null and m.state = 'active'
  union all select p.address, p.address from mail.probe p;

-- The watchers work for each agency behind its walls; they must know first which boxes there are.
create function mail.connections() returns table (agency_id uuid, mailbox_id uuid)
  language sql stable security definer set search_path = '' as $$
  select c.agency_id, c.mailbox_id from mail.connection c join mail.mailbox m on m.agency_id = c.agency_id and m.id = c.mailbox_id
  where c.state <> 'off' and m.state = 'active'
$$;
comment on function mail.connections() is 'Crosses the wall to name the connected mailboxes, no address, no letter. Proved by mail.test.ts.';
revoke all on function mail.connections() from public;
grant execute on function mail.connections() to :app;

create function mail.agencies_with_notices(p_now timestamptz) returns table (agency_id uuid)
  language sql stable security definer set search_path = '' as $$
  select distinct n.agency_id from mail.notice n where n.state = 'waiting' and n.next_at <= p_now
$$;
comment on function mail.agencies_with_notices(timestamptz) is 'Crosses the wall to name agencies whose notices wait, nothing else. Proved by mail.test.ts.';
revoke all on function mail.agencies_with_notices(timestamptz) from public;
grant execute on function mail.agencies_with_notices(timestamptz) to :app;

-- What the staff list says about the boxes on a day: who left or moved, whose forwarding ends, who goes on with the work.
create function mail.departures(p_on date)
  returns table (agency_id uuid, mailbox_id uuid, why text, successor text)
  language sql stable security definer set search_path = '' as $$
  select m.agency_id, m.id,
    case when a.valid_to is not null and a.valid_to <= p_on then 'agency-ended'
      when exists (select 1 from organisations.appointment x where x.person_id = m.person_id and x.valid_from <= p_on and (x.valid_to is null or x.valid_to >= p_on)) then 'moved'
      else 'left' end,
    (select s.address from organisations.appointment o
      join organisations.appointment n on n.position_id = o.position_id and n.person_id <> o.person_id
        and n.valid_from <= p_on and (n.valid_to is null or n.valid_to >= p_on)
      join mail.mailbox s on s.person_id = n.person_id and s.agency_id = m.agency_id and s.state = 'active'
      where o.person_id = m.person_id and o.agency_id = m.agency_id and o.valid_to < p_on
      order by o.is_primary desc, o.valid_to desc, n.valid_from limit 1)
  from mail.mailbox m join organisations.agency a on a.id = m.agency_id
  where m.kind = 'person' and m.state = 'active' and not exists (select 1 from organisations.appointment x
    where x.person_id = m.person_id and x.agency_id = m.agency_id and x.valid_from <= p_on and (x.valid_to is null or x.valid_to >= p_on))
  union all
  select m.agency_id, m.id, 'forward-ended', null from mail.mailbox m
  where m.state = 'suspended' and m.forward_to is not null and m.forward_until < p_on
$$;
comment on function mail.departures(date) is
  'Crosses the wall to name boxes whose person holds no post there any more, and the successor''s address. Proved by mailboxes.test.ts.';
revoke all on function mail.departures(date) from public;
grant execute on function mail.departures(date) to :app;
