-- A new address must be free in the whole province: the addresses of a domain, without whose they are.
create function mail.addresses(p_domain text) returns table (address text)
  language sql stable security definer set search_path = '' as $$
  select m.address from mail.mailbox m where m.address like '%@' || p_domain
  union all select a.address from mail.alias a where a.address like '%@' || p_domain
$$;
comment on function mail.addresses(text) is 'Crosses the wall: bare addresses, so that none is given twice. Proved by mail.test.ts.';
revoke all on function mail.addresses(text) from public;
grant execute on function mail.addresses(text) to :app;

comment on function mail.departures(date) is
  'Crosses the wall to name boxes whose person holds no post there any more, and the successor''s address. Proved by mail.test.ts.';
