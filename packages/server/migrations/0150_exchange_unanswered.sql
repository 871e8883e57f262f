-- What left through a hub or an axis is not there yet: whoever is at the end says so. Silence is told, asked again, and ends.
create index message_unanswered on exchange.message (sent_at) where state = 'sent' and kind = 'document' and what in ('new', 'replace');

-- An addressee that has spoken about the document has it; of the others: 1 after an hour, 2 after a day, 3 at expiry, once each.
create function exchange.unanswered(p_now timestamptz, p_limit int) returns table (agency_id uuid, id uuid, level int)
  language sql security definer set search_path = '' as $$
  with there as (
    update exchange.message m set state = 'delivered' from deliveries.delivery v
    where m.state = 'sent' and m.kind = 'document' and m.what in ('new', 'replace')
      and v.agency_id = m.agency_id and v.id = m.delivery_id and v.arrived_at is not null
    returning m.agency_id, m.id
  ), silent as (
    select m.agency_id, m.id, m.told, m.sent_at,
      case when m.expires_at <= p_now then 3 when m.sent_at <= p_now - interval '1 day' then 2 else 1 end as level
    from exchange.message m
    where m.state = 'sent' and m.kind = 'document' and m.what in ('new', 'replace') and m.sent_at <= p_now - interval '1 hour'
      and not exists (select 1 from there t where t.agency_id = m.agency_id and t.id = m.id)
  )
  select s.agency_id, s.id, s.level from silent s where s.told < s.level order by s.sent_at limit p_limit
$$;
comment on function exchange.unanswered(timestamptz, int) is 'Crosses the wall: names what nobody answered, no content. Proved by axis.test.ts.';
revoke all on function exchange.unanswered(timestamptz, int) from public;
grant execute on function exchange.unanswered(timestamptz, int) to :app;
