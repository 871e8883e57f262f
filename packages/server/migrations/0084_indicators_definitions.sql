-- Indicators: definitions are rows, values are tallies per organisation and month, and every number opens to its records.
create schema indicators;
grant usage on schema indicators to :app;

create table indicators.organisation_set (
  set_code text not null,
  member_id uuid not null references organisations.agency (id),
  valid_from date not null,
  valid_to date,
  basis text not null,
  primary key (set_code, member_id, valid_from)
);
comment on table indicators.organisation_set is 'Sets that a law names and kinds do not: "administrative" = cơ quan hành chính nhà nước (Decision 28/2018 Art 1).';
grant select on indicators.organisation_set to :app;

create table indicators.central_issuer (
  pattern text primary key,
  basis text not null
);
comment on table indicators.central_issuer is 'Whose documents count as coming from the Centre: ministries, the Government and their vertical branches.';
grant select on indicators.central_issuer to :app;
insert into indicators.central_issuer (pattern, basis) values
  ('^(Bộ|Ban Tổ chức Trung ương|Văn phòng Trung ương) ', 'bộ, ban của Trung ương'),
  ('^(Chính phủ|Văn phòng Chính phủ|Thủ tướng|Quốc hội|Văn phòng Quốc hội)', 'Chính phủ, Quốc hội'),
  ('^(Ủy ban Dân tộc|Thanh tra Chính phủ|Ngân hàng Nhà nước|Bảo hiểm xã hội|Thông tấn xã|Kho bạc Nhà nước|Tổng cục|Cục) ?', 'cơ quan ngang bộ, thuộc Chính phủ, ngành dọc'),
  ('^Đài Khí tượng', 'ngành dọc của Bộ Tài nguyên và Môi trường');

-- Where records come from. `source` is a SELECT with $1 = first day, $2 = last day (as-of families: the day), $3 = agencies or null;
-- it gives agency_id, record_id, happened_on and the columns that measures ask about. Only the owner writes here.
create table indicators.family (
  code text primary key,
  ordinal smallint not null,
  kind text not null check (kind in ('as-of', 'period')),
  -- who sees single records: behind the walls of the agency's files, of its people, or counts per organisation
  opens_to text not null check (opens_to in ('documents', 'people', 'counts')),
  source text not null,
  label text not null,
  name text not null
);
comment on table indicators.family is 'Named record sets under the measures.';
grant select on indicators.family to :app;

create table indicators.measure (
  code text primary key,
  family text not null references indicators.family (code),
  condition text not null default 'true',
  amount text not null default 'count(*)',
  -- condition of the records that an amount other than a count is made of
  name text not null
);
comment on table indicators.measure is 'A named question over one family: which records count, and how they are added.';
grant select on indicators.measure to :app;

create table indicators.listens (
  prefix text not null,
  family text not null references indicators.family (code),
  primary key (prefix, family)
);
comment on table indicators.listens is 'Which events make which family stale (live values).';
grant select on indicators.listens to :app;

create table indicators.definition (
  code text not null,
  version smallint not null default 1,
  ordinal smallint not null,
  name text not null,
  name_en text not null,
  unit text not null check (unit in ('percent', 'count', 'hours')),
  numerator text references indicators.measure (code),
  denominator text references indicators.measure (code),
  kind text not null check (kind in ('as-of', 'period', 'entered')),
  -- scope: null = all
  level_ordinals smallint[],
  blocks text[],
  set_code text,
  direction text not null default 'up' check (direction in ('up', 'down', 'none')),
  owner_code text,
  -- report, decision-28, returns, board, dti
  lists text[] not null default '{}',
  sources jsonb not null default '[]',
  formula text not null,
  formula_en text not null,
  valid_from date not null default '2018-01-01',
  valid_to date,
  primary key (code, version)
);
comment on table indicators.definition is 'Chỉ tiêu as data: numerator, denominator, scope, legal source with dates, owner.';
grant select on indicators.definition to :app;

create table indicators.target (
  code text not null,
  year smallint not null,
  value numeric not null,
  basis text not null check (basis <> ''),
  primary key (code, year)
);
comment on table indicators.target is 'Mức chỉ tiêu from a year on, with its basis; the newest of the period''s year or before holds.';
grant select, insert, update on indicators.target to :app;

create table indicators.tally (
  agency_id uuid not null,
  measure text not null,
  month date not null,
  amount numeric not null,
  primary key (measure, month, agency_id)
);
comment on table indicators.tally is 'How much one organisation counts in one month; computed from records, never typed.';
-- recounting one agency
create index tally_agency on indicators.tally (agency_id, month);
call platform.protect('indicators.tally');
grant select on indicators.tally to :app;

-- Counts without organisations: what the board adds up (no row can be traced to an agency or a person).
create table indicators.rollup (
  measure text not null,
  month date not null,
  level_ordinal smallint not null,
  block text not null,
  set_code text not null default '',
  region_id uuid,
  amount numeric not null
);
comment on table indicators.rollup is 'Tallies added by level, block, set and region.';
create index rollup_measure on indicators.rollup (measure, month);
grant select on indicators.rollup to :app;

create table indicators.reading (
  code text not null,
  on_day date not null,
  year smallint not null,
  numerator numeric not null,
  denominator numeric,
  read_at timestamptz not null default clock_timestamp(),
  primary key (code, on_day)
);
comment on table indicators.reading is 'History: the province''s value of the year to date, one row for each day on which it was counted.';
grant select on indicators.reading to :app;

create table indicators.progress (
  one boolean primary key default true check (one),
  heard_until timestamptz,
  counted_on date,
  counted_at timestamptz
);
comment on table indicators.progress is 'How far events have been heard and on which demo or real day the registers were last counted.';
insert into indicators.progress default values;
grant select on indicators.progress to :app;
create unlogged table indicators.heard (
  event_id uuid primary key,
  recorded_at timestamptz not null
);
comment on table indicators.heard is 'Events of the last seconds that were already counted (commits may come out of order).';
-- the listener asks for what was recorded lately; BRIN costs the writers nothing
create index event_recorded on platform.event using brin (recorded_at) with (pages_per_range = 16, autosummarize = on);

create table indicators.entered_figure (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  code text not null,
  first_day date not null,
  last_day date not null,
  numerator numeric not null,
  denominator numeric,
  source_document text not null check (source_document <> ''),
  note text,
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (agency_id, id),
  check (last_day >= first_day)
);
comment on table indicators.entered_figure is 'A figure that no record can give ("một trong 23 tỉnh"): always with the document it was taken from; the newest counts.';
create index entered_code on indicators.entered_figure (code, last_day);
call platform.protect('indicators.entered_figure');
grant select, insert on indicators.entered_figure to :app;

create table indicators.closed_period (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  name text not null,
  first_day date not null,
  last_day date not null,
  closed_by uuid,
  closed_at timestamptz not null,
  primary key (agency_id, id),
  check (last_day >= first_day)
);
comment on table indicators.closed_period is 'Kỳ đã chốt số liệu: what was reported stays as it was; later corrections stand beside it.';
create unique index closed_once on indicators.closed_period (first_day, last_day);
call platform.protect('indicators.closed_period');
grant select, insert on indicators.closed_period to :app;
create table indicators.frozen_tally (
  period_id uuid not null,
  measure text not null,
  for_agency uuid not null,
  amount numeric not null,
  primary key (period_id, measure, for_agency)
);
comment on table indicators.frozen_tally is 'The tallies of a closed period, as they were on the day.';

-- Day by day with the day on which the next working day''s work ends.
create function indicators.working_days(p_from date, p_to date) returns table (day date, next_working date)
  language sql stable set search_path = '' as $$
  with days as (
    select d::date as day, coalesce(x.is_working, extract(isodow from d) < 6) as works
    from generate_series(p_from, p_to + 30, interval '1 day') d
    left join platform.working_day_exception x on x.day = d::date
  )
  select a.day, min(b.day) from days a join days b on b.works and b.day > a.day and b.day <= a.day + 30
  where a.day <= p_to group by a.day
$$;
grant execute on function indicators.working_days(date, date) to :app;

-- Organisations with level, block, and region = the ancestor-or-self one step below the top level. No level is known by name.
create function indicators.organisations_at(p_on date)
  returns table (agency_id uuid, level_ordinal smallint, block text, region_id uuid, administrative boolean)
  language sql stable set search_path = '' as $$
  with recursive top as (select min(ordinal) as ordinal from organisations.level),
  up as (
    select a.id, a.id as at, a.parent_id, l.ordinal from organisations.agency a join organisations.level l on l.code = a.level_code
    union all
    select up.id, p.id, p.parent_id, l.ordinal from up join organisations.agency p on p.id = up.parent_id
      join organisations.level l on l.code = p.level_code where up.ordinal > (select ordinal + 1 from top)
  )
  select a.id, l.ordinal, a.kind, r.at,
    exists (select 1 from indicators.organisation_set s where s.set_code = 'administrative' and s.member_id = a.id
      and s.valid_from <= p_on and (s.valid_to is null or s.valid_to >= p_on))
  from organisations.agency a
  join organisations.level l on l.code = a.level_code
  left join lateral (select up.at from up where up.id = a.id and up.ordinal = (select ordinal + 1 from top) limit 1) r on true
  where a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on)
$$;
grant execute on function indicators.organisations_at(date) to :app;
