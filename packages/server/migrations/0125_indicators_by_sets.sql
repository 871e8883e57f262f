-- The recount walks each table once: no probe per document, no pass per month where one pass knows all months.

-- Region of every organisation in one join instead of a walk per organisation.
create or replace function indicators.organisations_at(p_on date)
  returns table (agency_id uuid, level_ordinal smallint, block text, region_id uuid, administrative boolean)
  language sql stable set search_path = '' as $$
  with recursive top as (select min(ordinal) as ordinal from organisations.level),
  up as (
    select a.id, a.id as at, a.parent_id, l.ordinal, 0 as steps from organisations.agency a join organisations.level l on l.code = a.level_code
    union all
    -- up to the body just below the top: a department of a district stands for its district
    select up.id, p.id, p.parent_id, l.ordinal, up.steps + 1 from up join organisations.agency p on p.id = up.parent_id
      join organisations.level l on l.code = p.level_code where l.ordinal > (select ordinal from top)
  ), place as (
    select distinct on (up.id) up.id, up.at from up where up.ordinal = (select ordinal + 1 from top) order by up.id, up.steps desc
  ), named as (
    select distinct s.member_id from indicators.organisation_set s
    where s.set_code = 'administrative' and s.valid_from <= p_on and (s.valid_to is null or s.valid_to >= p_on)
  )
  select a.id, l.ordinal, a.kind, coalesce(m.region_id, place.at), named.member_id is not null
  from organisations.agency a
  join organisations.level l on l.code = a.level_code
  left join place on place.id = a.id
  left join indicators.region_member m on m.member_id = coalesce(place.at, a.id)
  left join named on named.member_id = a.id
  where a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on)
$$;

-- An as-of family whose records say from when to when they count is asked once for all months.
-- `by_month`: a SELECT with $1 = first month, $2 = last day, $3 = agencies or null; gives agency_id, month and the columns of the measures.
alter table indicators.family add column by_month text;

update indicators.family set source =
 'select d.agency_id, d.id as record_id, d.issued_on as happened_on, d.number, d.symbol, d.subject, d.paper_only, d.state, d.dossier,
    coalesce(v.pairs, 0) as pairs, coalesce(v.adm, 0) as adm, coalesce(v.adm_electronic, 0) as adm_electronic, coalesce(v.on_paper, 0) as on_paper,
    coalesce(v.electronic, 0) as pairs_electronic,
    s.member_id is not null and coalesce(v.adm, 0) > 0 as between_administrations,
    s.member_id is not null and v.adm > 0 and v.adm = v.adm_electronic as electronic_between,
    v.first_sent is not null as sent, indicators.local_day(v.first_sent) <= w.next_working as sent_in_time,
    c.verdict is not null and c.verdict <> ''pending'' and not d.paper_only as judged,
    coalesce(jsonb_path_exists(c.signatures, ''$[*] ? (@.role == "person" && @.verdict == "valid")''), false) as person_signed,
    coalesce(jsonb_path_exists(c.signatures, ''$[*] ? (@.role == "seal" && @.verdict == "valid")''), false) as agency_signed
  from documents.document d
  left join indicators.working_days($1, $2) w on w.day = d.issued_on
  left join indicators.organisation_set s on s.set_code = ''administrative'' and s.member_id = d.agency_id and s.valid_from <= d.issued_on and (s.valid_to is null or s.valid_to >= d.issued_on)
  left join (
    select x.agency_id, x.document_id, count(*) as pairs, count(t.member_id) as adm, min(x.sent_at) as first_sent,
      count(t.member_id) filter (where not o.paper_only and x.channel in (''local'', ''exchange'')) as adm_electronic,
      count(*) filter (where not o.paper_only and x.channel in (''local'', ''exchange'')) as electronic,
      count(*) filter (where o.paper_only or x.channel = ''post'') as on_paper
    from documents.document o
    join deliveries.delivery x on x.agency_id = o.agency_id and x.document_id = o.id
    left join indicators.organisation_set t on t.set_code = ''administrative'' and t.member_id = x.recipient_agency_id and t.member_id <> o.agency_id
      and t.valid_from <= o.issued_on and (t.valid_to is null or t.valid_to >= o.issued_on)
    where o.direction = ''outgoing'' and o.state in (''issued'', ''recalled'') and o.issued_on between $1 and $2 and ($3::uuid[] is null or o.agency_id = any ($3))
    group by x.agency_id, x.document_id
  ) v on v.agency_id = d.agency_id and v.document_id = d.id
  left join documents.component c on c.agency_id = d.agency_id and c.document_id = d.id and c.ordinal = 1
  where d.direction = ''outgoing'' and d.state in (''issued'', ''recalled'') and d.issued_on between $1 and $2 and ($3::uuid[] is null or d.agency_id = any ($3))'
where code = 'issued';

-- one regular expression for all patterns of the Centre, made once for the whole question
update indicators.family set source = replace(source,
  'exists (select 1 from indicators.central_issuer c where d.issuer_name ~ c.pattern)',
  'd.issuer_name ~ (select ''('' || string_agg(c.pattern, '')|('') || '')'' from indicators.central_issuer c)')
where code = 'arrivals';

update indicators.family set by_month =
 'select d.agency_id, m.month
  from documents.document d
  join (select m::date as month, least((m + interval ''1 month - 1 day'')::date, $2::date) as day
    from generate_series($1::date, $2::date, interval ''1 month'') m) m
    on d.due_on < m.day and indicators.local_day(d.registered_at) <= m.day
      and (d.completed_at is null or indicators.local_day(d.completed_at) > m.day)
  where d.direction = ''incoming'' and d.due_on < $2 and (d.completed_at is null or indicators.local_day(d.completed_at) > d.due_on)
    and d.state not in (''returned'', ''recalled'') and ($3::uuid[] is null or d.agency_id = any ($3))'
where code = 'overdue';

update indicators.family set source =
 'with o as materialized (select * from indicators.organisations_at($2)),
    counted as materialized (select t.measure, t.agency_id from indicators.tally t
      where t.measure in (''sent-electronic'', ''arrived-electronic'', ''arrived-central'') and t.month between $1 and $2),
    two_way as (select agency_id from counted where measure = ''sent-electronic'' intersect select agency_id from counted where measure = ''arrived-electronic'')
  select root.id as agency_id, md5(x.name)::uuid as record_id, null::date as happened_on, x.name, x.connected
  from (select a.id from organisations.agency a where a.parent_id is null
    order by (a.kind = ''state'') desc, (select count(*) from organisations.agency c where c.parent_id = a.id) desc, a.id limit 1) root
  cross join (
    select ''Trung ương'' as name, exists (select 1 from counted where measure = ''arrived-central'') as connected
    union all
    select l.name, exists (select 1 from o join two_way w on w.agency_id = o.agency_id where o.level_ordinal = l.ordinal)
    from organisations.level l where exists (select 1 from o where o.level_ordinal = l.ordinal)
  ) x'
where code = 'levels';

create or replace function indicators.count_family(p_family text, p_from date, p_to date, p_on date, p_agencies uuid[] default null) returns void
  language plpgsql security definer set search_path = '' set work_mem = '64MB' set jit = off as $$
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
      from (select r.agency_id, date_trunc(''month'', r.happened_on::timestamp)::date as month, %s from (%s) r group by 1, 2) s
      cross join lateral (values %s) v (measure, amount) where v.amount <> 0', amounts, f.source, pairs)
      using first, last, p_agencies;
  elsif f.by_month is not null then
    execute format('insert into indicators.tally (agency_id, measure, month, amount)
      select s.agency_id, v.measure, s.month, v.amount
      from (select r.agency_id, r.month, %s from (%s) r group by 1, 2) s
      cross join lateral (values %s) v (measure, amount) where v.amount <> 0', amounts, f.by_month, pairs)
      using first, least(last, p_on), p_agencies;
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
