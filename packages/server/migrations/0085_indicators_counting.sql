-- How tallies come to be: one pass per family, all its measures at once; and how events make them new.

create function indicators.local_day(p timestamptz) returns date
  language sql immutable parallel safe as $$ select (p at time zone 'Asia/Ho_Chi_Minh')::date $$;
grant execute on function indicators.local_day(timestamptz) to :app;

-- Counts one family for whole months. As-of families are counted as of each month's end, the running month as of p_on.
create function indicators.count_family(p_family text, p_from date, p_to date, p_on date, p_agencies uuid[] default null) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  f record;
  amounts text;
  pairs text;
  m date;
  first date := date_trunc('month', p_from)::date;
  last date := least((date_trunc('month', p_to) + interval '1 month - 1 day')::date, (date_trunc('month', p_on) + interval '1 month - 1 day')::date);
begin
  select * into strict f from indicators.family where code = p_family;
  select string_agg(format('%s filter (where %s) as %I', amount, condition, code), ', '),
         string_agg(format('(%L, s.%I)', code, code), ', ')
    into amounts, pairs from indicators.measure where family = p_family;
  if amounts is null then return; end if;
  delete from indicators.tally t using indicators.measure q
    where q.family = p_family and t.measure = q.code and t.month between first and last
      and (p_agencies is null or t.agency_id = any (p_agencies));
  if f.kind = 'period' then
    execute format('insert into indicators.tally (agency_id, measure, month, amount)
      select s.agency_id, v.measure, s.month, v.amount
      from (select r.agency_id, date_trunc(''month'', r.happened_on)::date as month, %s from (%s) r group by 1, 2) s
      cross join lateral (values %s) v (measure, amount) where v.amount <> 0', amounts, f.source, pairs)
      using first, last, p_agencies;
  else
    m := first;
    while m <= last loop
      execute format('insert into indicators.tally (agency_id, measure, month, amount)
        select s.agency_id, v.measure, $4, v.amount
        from (select r.agency_id, %s from (%s) r where $3::uuid[] is null or r.agency_id = any ($3) group by 1) s
        cross join lateral (values %s) v (measure, amount) where v.amount <> 0', amounts, f.source, pairs)
        using date_trunc('year', m)::date, least((m + interval '1 month - 1 day')::date, p_on), p_agencies, m;
      m := (m + interval '1 month')::date;
    end loop;
  end if;
end $$;
comment on function indicators.count_family is 'Crosses the wall: counts records of all agencies, gives none back. Proved by counting.test.ts.';
revoke all on function indicators.count_family(text, date, date, date, uuid[]) from public;

create function indicators.roll_up(p_families text[], p_from date, p_to date) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  first date := date_trunc('month', p_from)::date;
begin
  delete from indicators.rollup r using indicators.measure q
    where q.code = r.measure and q.family = any (p_families) and r.month between first and p_to;
  insert into indicators.rollup (measure, month, level_ordinal, block, set_code, region_id, amount)
  select t.measure, t.month, o.level_ordinal, o.block, case when o.administrative then 'administrative' else '' end, o.region_id, sum(t.amount)
  from indicators.tally t
  join indicators.measure q on q.code = t.measure and q.family = any (p_families)
  join indicators.organisations_at(p_to) o on o.agency_id = t.agency_id
  where t.month between first and p_to
  group by 1, 2, 3, 4, 5, 6;
end $$;
comment on function indicators.roll_up is 'Crosses the wall: adds tallies of all agencies to counts by level, block and region. Proved by counting.test.ts.';
revoke all on function indicators.roll_up(text[], date, date) from public;

-- The province's value of each definition over [p_from, p_to], by nothing, level, block, region or month.
create function indicators.figures(p_from date, p_to date, p_by text default 'all', p_codes text[] default null)
  returns table (code text, key text, numerator numeric, denominator numeric)
  language sql stable set search_path = '' as $$
  with wanted as (
    select d.* from indicators.definition d
    where d.kind <> 'entered' and d.valid_from <= p_to and (d.valid_to is null or d.valid_to >= p_to)
      and (p_codes is null or d.code = any (p_codes))
  ), sides as (
    select w.code, w.kind, w.level_ordinals, w.blocks, w.set_code, s.side, s.measure
    from wanted w cross join lateral (values ('n', w.numerator), ('d', w.denominator)) s (side, measure) where s.measure is not null
  ), added as (
    select s.code, s.side,
      case p_by when 'level' then r.level_ordinal::text when 'block' then r.block when 'region' then r.region_id::text
        when 'month' then to_char(r.month, 'YYYY-MM') else '' end as key,
      sum(r.amount) as amount
    from sides s
    join indicators.rollup r on r.measure = s.measure
      and r.month between case when s.kind = 'as-of' and p_by <> 'month' then date_trunc('month', p_to)::date else date_trunc('month', p_from)::date end and p_to
      and (s.level_ordinals is null or r.level_ordinal = any (s.level_ordinals))
      and (s.blocks is null or r.block = any (s.blocks))
      and (s.set_code is null or r.set_code = s.set_code)
    group by 1, 2, 3
  )
  select w.code, coalesce(a.key, ''), coalesce(sum(a.amount) filter (where a.side = 'n'), 0),
    case when w.denominator is not null then coalesce(sum(a.amount) filter (where a.side = 'd'), 0) end
  from wanted w left join added a on a.code = w.code
  where p_by = 'all' or a.key is not null
  group by w.code, w.denominator, a.key
$$;
grant execute on function indicators.figures(date, date, text, text[]) to :app;

-- Writes down the day's values of the year, once per day and value.
create function indicators.note_readings(p_on date) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  insert into indicators.reading as r (code, on_day, year, numerator, denominator)
  select f.code, p_on, extract(year from p_on), f.numerator, f.denominator
  from indicators.figures(date_trunc('year', p_on)::date, p_on) f
  on conflict (code, on_day) do update set numerator = excluded.numerator, denominator = excluded.denominator, read_at = clock_timestamp()
    where (r.numerator, r.denominator) is distinct from (excluded.numerator, excluded.denominator);
  get diagnostics n = row_count;
  return n;
end $$;
comment on function indicators.note_readings is 'Crosses the wall: writes the province''s own totals, reads counts only. Proved by counting.test.ts.';
revoke all on function indicators.note_readings(date) from public;

-- Everything from nothing: all families of the months given.
create function indicators.recount(p_from date, p_to date, p_on date) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  f record;
  families text[] := '{}';
begin
  perform pg_advisory_xact_lock(hashtextextended('indicators.count', 0));
  for f in select code from indicators.family order by ordinal, code loop
    perform indicators.count_family(f.code, p_from, p_to, p_on);
    families := families || f.code;
  end loop;
  perform indicators.roll_up(families, p_from, p_to);
  perform indicators.note_readings(least(p_to, p_on));
  update indicators.progress set counted_on = p_on, counted_at = clock_timestamp();
end $$;
comment on function indicators.recount is 'Crosses the wall: counts records of all agencies, gives none back. Proved by counting.test.ts.';
revoke all on function indicators.recount(date, date, date) from public;
grant execute on function indicators.recount(date, date, date) to :app;

-- Hears what was recorded since and counts again what it touched: the agency's months for documents, the running month for registers.
create function indicators.catch_up(p_on date) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  p record;
  f record;
  fresh int;
  stale text[];
  agencies uuid[];
  months date[];
  m date;
  changed text[] := '{}';
  low date := date_trunc('month', p_on)::date;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('indicators.count', 0)) then return 0; end if;
  select * into p from indicators.progress;
  if p.counted_on is null then return -1; end if;
  create temp table if not exists pg_temp.indicators_fresh (id uuid, agency_id uuid, name text, subject_id uuid, document_id uuid, recorded_at timestamptz) on commit delete rows;
  truncate pg_temp.indicators_fresh;
  insert into pg_temp.indicators_fresh
    select e.id, e.agency_id, e.name, e.subject_id,
      case when e.payload->>'documentId' ~ '^[0-9a-f-]{36}$' then (e.payload->>'documentId')::uuid end, e.recorded_at
    from platform.event e
    where e.recorded_at >= coalesce(p.heard_until, clock_timestamp()) - interval '30 seconds'
      and not exists (select 1 from indicators.heard h where h.event_id = e.id)
    limit 20000;
  get diagnostics fresh = row_count;
  if fresh > 0 then
    insert into indicators.heard select id, recorded_at from pg_temp.indicators_fresh on conflict do nothing;
    update indicators.progress set heard_until = (select max(recorded_at) from pg_temp.indicators_fresh);
    delete from indicators.heard where recorded_at < clock_timestamp() - interval '10 minutes';
  elsif p.heard_until is null then
    update indicators.progress set heard_until = clock_timestamp();
  end if;
  select coalesce(array_agg(distinct l.family), '{}') into stale
    from pg_temp.indicators_fresh e join indicators.listens l on e.name like l.prefix || '%';
  -- a new day: what ended or began at midnight
  if p.counted_on < p_on then
    select array_agg(distinct code) into stale from (select unnest(stale) as code union select code from indicators.family where kind = 'as-of') x;
  end if;
  if stale is null or cardinality(stale) = 0 then return 0; end if;
  select array_agg(distinct agency_id) into agencies from pg_temp.indicators_fresh;
  select array_agg(distinct x.m) into months from (
    select date_trunc('month', p_on)::date as m
    union
    select date_trunc('month', coalesce(d.issued_on, indicators.local_day(d.arrived_at), p_on))::date
      from pg_temp.indicators_fresh e join documents.document d on d.agency_id = e.agency_id and d.id in (e.subject_id, e.document_id)
    union
    select date_trunc('month', coalesce(indicators.local_day(d.arrived_at), p_on))::date
      from pg_temp.indicators_fresh e join documents.document d on d.agency_id = e.agency_id and d.id in (e.subject_id, e.document_id)
  ) x where x.m is not null;
  for f in select code, kind, opens_to from indicators.family where code = any (stale) or ordinal >= 50 order by ordinal, code loop
    changed := changed || f.code;
    if f.kind = 'period' then
      foreach m in array months loop
        perform indicators.count_family(f.code, m, m, p_on, agencies);
        low := least(low, m);
      end loop;
    else
      perform indicators.count_family(f.code, p_on, p_on, p_on, case when f.opens_to = 'documents' and p.counted_on = p_on then agencies end);
    end if;
  end loop;
  perform indicators.roll_up(changed, low, (date_trunc('month', p_on) + interval '1 month - 1 day')::date);
  perform indicators.note_readings(p_on);
  update indicators.progress set counted_on = p_on, counted_at = clock_timestamp();
  return fresh;
end $$;
comment on function indicators.catch_up is 'Crosses the wall: hears all agencies'' events and counts again; returns how many. Proved by counting.test.ts.';
revoke all on function indicators.catch_up(date) from public;
grant execute on function indicators.catch_up(date) to :app;

-- Ranking and heat map: one definition per organisation. Counts only; the walls guard what is behind them.
create function indicators.by_organisation(p_codes text[], p_from date, p_to date)
  returns table (code text, for_agency uuid, numerator numeric, denominator numeric)
  language sql stable security definer set search_path = '' as $$
  with wanted as (
    select d.* from indicators.definition d where d.code = any (p_codes) and d.valid_from <= p_to and (d.valid_to is null or d.valid_to >= p_to)
  ), sides as (
    select w.code, w.kind, w.level_ordinals, w.blocks, w.set_code, s.side, s.measure
    from wanted w cross join lateral (values ('n', w.numerator), ('d', w.denominator)) s (side, measure) where s.measure is not null
  )
  select s.code, t.agency_id, coalesce(sum(t.amount) filter (where s.side = 'n'), 0), sum(t.amount) filter (where s.side = 'd')
  from sides s
  join indicators.tally t on t.measure = s.measure
    and t.month between case when s.kind = 'as-of' then date_trunc('month', p_to)::date else date_trunc('month', p_from)::date end and p_to
  join indicators.organisations_at(p_to) o on o.agency_id = t.agency_id
    and (s.level_ordinals is null or o.level_ordinal = any (s.level_ordinals))
    and (s.blocks is null or o.block = any (s.blocks))
    and (s.set_code is null or (s.set_code = 'administrative' and o.administrative))
  group by 1, 2
$$;
comment on function indicators.by_organisation is 'Crosses the wall: numerator and denominator per organisation, no document and no person. Proved by walls-of-numbers.test.ts.';
revoke all on function indicators.by_organisation(text[], date, date) from public;
grant execute on function indicators.by_organisation(text[], date, date) to :app;

create function indicators.freeze(p_period uuid, p_from date, p_to date) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  if not exists (select 1 from indicators.closed_period c where c.id = p_period and c.agency_id = platform.session_agency()) then
    raise exception 'indicators.no-such-period' using errcode = 'P0001';
  end if;
  insert into indicators.frozen_tally (period_id, measure, for_agency, amount)
  select p_period, t.measure, t.agency_id, sum(t.amount)
  from indicators.tally t join indicators.measure q on q.code = t.measure join indicators.family f on f.code = q.family
  where t.month between case when f.kind = 'as-of' then date_trunc('month', p_to)::date else date_trunc('month', p_from)::date end and p_to
  group by 2, 3
  on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;
comment on function indicators.freeze is 'Crosses the wall: copies counts of a period that the caller closed. Proved by period.test.ts.';
revoke all on function indicators.freeze(uuid, date, date) from public;
grant execute on function indicators.freeze(uuid, date, date) to :app;

-- What a closed period said, by definition; null rows when it was not closed.
create function indicators.frozen_figures(p_from date, p_to date)
  returns table (code text, numerator numeric, denominator numeric, closed_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  with period as (select * from indicators.closed_period c where c.first_day = p_from and c.last_day = p_to),
  sides as (
    select d.code, d.level_ordinals, d.blocks, d.set_code, s.side, s.measure, d.denominator
    from indicators.definition d cross join lateral (values ('n', d.numerator), ('d', d.denominator)) s (side, measure)
    where s.measure is not null and d.valid_from <= p_to and (d.valid_to is null or d.valid_to >= p_to)
  )
  select s.code, coalesce(sum(t.amount) filter (where s.side = 'n' and o.agency_id is not null), 0),
    case when max(s.denominator) is not null then coalesce(sum(t.amount) filter (where s.side = 'd' and o.agency_id is not null), 0) end, max(p.closed_at)
  from period p cross join sides s
  left join indicators.frozen_tally t on t.period_id = p.id and t.measure = s.measure
  left join indicators.organisations_at(p_to) o on o.agency_id = t.for_agency
    and (s.level_ordinals is null or o.level_ordinal = any (s.level_ordinals))
    and (s.blocks is null or o.block = any (s.blocks))
    and (s.set_code is null or (s.set_code = 'administrative' and o.administrative))
  group by s.code
$$;
comment on function indicators.frozen_figures is 'Crosses the wall: totals of a closed period. Proved by period.test.ts.';
revoke all on function indicators.frozen_figures(date, date) from public;
grant execute on function indicators.frozen_figures(date, date) to :app;

-- Figures entered with a source are the province's: everybody reads the newest of a period.
create function indicators.entered(p_from date, p_to date)
  returns table (code text, numerator numeric, denominator numeric, source_document text, note text, entered_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select distinct on (e.code) e.code, e.numerator, e.denominator, e.source_document, e.note, e.entered_at
  from indicators.entered_figure e where e.last_day between p_from and p_to
  order by e.code, e.last_day desc, e.entered_at desc
$$;
comment on function indicators.entered is 'Crosses the wall: figures published with their source. Proved by period.test.ts.';
revoke all on function indicators.entered(date, date) from public;
grant execute on function indicators.entered(date, date) to :app;
