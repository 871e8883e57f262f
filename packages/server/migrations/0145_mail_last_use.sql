-- Dùng lần cuối: the mail server's marks name addresses; which boxes they are, and only where the day is newer.
create function mail.used_since(p_addresses text[], p_days date[])
  returns table (agency_id uuid, mailbox_id uuid, day date)
  language sql stable security definer set search_path = '' as $$
  select m.agency_id, m.id, u.day from unnest(p_addresses, p_days) as u(address, day)
  join mail.mailbox m on m.address = u.address and m.state <> 'closed'
  where m.last_used_on is null or m.last_used_on < u.day
  order by m.agency_id, m.id
$$;
comment on function mail.used_since(text[], date[]) is
  'Crosses the wall to name the boxes entered on a newer day, by their addresses, no letter. Proved by mail.test.ts.';
revoke all on function mail.used_since(text[], date[]) from public;
grant execute on function mail.used_since(text[], date[]) to :app;
