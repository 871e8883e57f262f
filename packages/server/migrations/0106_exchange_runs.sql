-- Up to 64 messages of a line leave in one request; a peer that is often off line fetches its own.
drop function exchange.claim(timestamptz, int);

-- Walks from line to line by the index instead of reading all that waits: 100,000 for one absent peer cost the others nothing.
create function exchange.claim(p_now timestamptz, p_limit int, p_run int, p_fetcher text)
  returns table (agency_id uuid, id uuid, peer_id text, recipient_code text, seq bigint)
  language sql security definer set search_path = '' as $$
  with recursive line as (
    (select m.agency_id, m.peer_id, m.recipient_code from exchange.message m where m.state = 'waiting'
     order by m.agency_id, m.peer_id, m.recipient_code limit 1)
    union all
    select n.* from line l cross join lateral (
      select m.agency_id, m.peer_id, m.recipient_code from exchange.message m
      where m.state = 'waiting' and (m.agency_id, m.peer_id, m.recipient_code) > (l.agency_id, l.peer_id, l.recipient_code)
      order by m.agency_id, m.peer_id, m.recipient_code limit 1) n
  ), run as (
    select r.agency_id, r.id,
      -- order is kept: behind one that may not go yet nothing goes
      bool_and((r.leased_until is null or r.leased_until < p_now) and (p_fetcher is not null or r.next_at <= p_now))
        over (partition by l.agency_id, l.peer_id, l.recipient_code order by r.seq) as free
    from line l
    join exchange.peer p on p.id = l.peer_id
      and case when p_fetcher is null then p.open_until is null or p.open_until <= p_now else p.id = p_fetcher end
    cross join lateral (
      select m.agency_id, m.id, m.seq, m.next_at, m.leased_until from exchange.message m
      where m.state = 'waiting' and m.agency_id = l.agency_id and m.peer_id = l.peer_id and m.recipient_code = l.recipient_code
      order by m.seq
      limit case when p_fetcher is not null or p.settings -> 'can' ? 'batch' then p_run else 1 end) r
  ), due as (select run.agency_id, run.id from run where run.free limit p_limit)
  update exchange.message m set leased_until = p_now + interval '2 minutes' from due
  where m.agency_id = due.agency_id and m.id = due.id and m.state = 'waiting' and (m.leased_until is null or m.leased_until < p_now)
  returning m.agency_id, m.id, m.peer_id, m.recipient_code, m.seq
$$;
comment on function exchange.claim(timestamptz, int, int, text) is 'Crosses the wall: names the next messages of each line, no content. Proved by exchange.test.ts.';
revoke all on function exchange.claim(timestamptz, int, int, text) from public;
grant execute on function exchange.claim(timestamptz, int, int, text) to :app;
