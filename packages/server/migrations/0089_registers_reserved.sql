-- Agencies with a held number whose day has passed: ids only, so that each agency's own row is cancelled behind its own wall.
create function registers.agencies_with_expired(p_today date) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select distinct e.agency_id from registers.entry e where e.state = 'reserved' and e.expires_on < p_today
$$;
comment on function registers.agencies_with_expired is 'Crosses the wall with agency ids only, for the clock that ends held numbers. Proved by reserved.test.ts.';
revoke all on function registers.agencies_with_expired(date) from public;
grant execute on function registers.agencies_with_expired(date) to :app;
create index entry_reserved on registers.entry (expires_on) where state = 'reserved';
