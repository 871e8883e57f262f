-- Closed periods are the province's: everybody may open what was reported; and who wants the board by mail, how often.
create function indicators.closed_periods()
  returns table (id uuid, name text, first_day date, last_day date, closed_at timestamptz, closed_by text)
  language sql stable security definer set search_path = '' as $$
  select c.id, c.name, c.first_day, c.last_day, c.closed_at, p.full_name
  from indicators.closed_period c left join organisations.person p on p.id = c.closed_by
  order by c.last_day desc, c.first_day limit 100
$$;
comment on function indicators.closed_periods() is 'Crosses the wall: names and days of closed periods, who closed them. Proved by period.test.ts.';
revoke all on function indicators.closed_periods() from public;
grant execute on function indicators.closed_periods() to :app;

create table indicators.subscription (
  agency_id uuid not null references organisations.agency (id),
  person_id uuid not null references organisations.person (id),
  -- null: ended
  rhythm text check (rhythm in ('day', 'week', 'month')),
  since timestamptz not null,
  sent_on date,
  -- why the last one did not go, for the screen
  problem text,
  primary key (agency_id, person_id)
);
comment on table indicators.subscription is 'Nhận bản tin số liệu qua thư: rhythm, and the day of the last one.';
call platform.protect('indicators.subscription');
grant select, insert, update on indicators.subscription to :app;

-- One turn of the sender: subscriptions that are due on a day; Monday for weeks, the first day for months.
create function indicators.subscriptions_due(p_on date) returns table (agency_id uuid, person_id uuid)
  language sql stable security definer set search_path = '' as $$
  select s.agency_id, s.person_id from indicators.subscription s
  where s.sent_on is distinct from p_on and coalesce(s.sent_on, (s.since at time zone 'Asia/Ho_Chi_Minh')::date) < p_on
    and case s.rhythm when 'day' then true
      when 'week' then coalesce(s.sent_on, (s.since at time zone 'Asia/Ho_Chi_Minh')::date) < date_trunc('week', p_on::timestamp)::date
      when 'month' then coalesce(s.sent_on, (s.since at time zone 'Asia/Ho_Chi_Minh')::date) < date_trunc('month', p_on::timestamp)::date else false end
  limit 2000
$$;
comment on function indicators.subscriptions_due(date) is 'Crosses the wall: who is due a digest on the day, nothing of its content. Proved by digest.test.ts.';
revoke all on function indicators.subscriptions_due(date) from public;
grant execute on function indicators.subscriptions_due(date) to :app;
