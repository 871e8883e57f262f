-- Programmes, targets and tasks that the People's Committee gives, and what they reached; and regions by place.
create schema programmes;
grant usage on schema programmes to :app;

create table programmes.programme (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  name text not null,
  year smallint not null,
  basis text not null,
  made_at timestamptz not null,
  primary key (agency_id, id)
);
comment on table programmes.programme is 'Chương trình, kế hoạch of a year; agency_id keeps it.';
call provisioning.protect_register('programmes.programme');

create table programmes.target (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  programme_id uuid not null,
  year smallint not null,
  code text not null,
  name text not null,
  unit text not null,
  planned numeric not null,
  higher_is_better boolean not null default true,
  -- by hand, by an indicator, or by a document that proves it
  measured_by text not null check (measured_by in ('hand', 'indicator', 'evidence')),
  indicator_code text,
  due_on date not null,
  carried_from uuid,
  primary key (agency_id, id),
  check ((measured_by = 'indicator') = (indicator_code is not null))
);
comment on table programmes.target is 'Chỉ tiêu, nhiệm vụ assigned to one organisation (agency_id), with the way it is measured.';
create index target_year on programmes.target (year, code);
-- carried to the next year once
create unique index target_carried on programmes.target (carried_from) where carried_from is not null;
call provisioning.protect_register('programmes.target');

create table programmes.progress (
  agency_id uuid not null,
  id uuid not null,
  target_id uuid not null,
  reached numeric not null,
  on_day date not null,
  explanation text,
  evidence text,
  evidence_document_id uuid,
  reported_by uuid,
  reported_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, target_id) references programmes.target (agency_id, id)
);
comment on table programmes.progress is 'Kết quả thực hiện as reported: value, explanation, evidence; only added, the newest counts.';
create index progress_target on programmes.progress (agency_id, target_id, on_day desc, reported_at desc);
call provisioning.protect_register('programmes.progress');

create table programmes.review (
  agency_id uuid not null,
  id uuid not null,
  year smallint not null,
  quarter smallint check (quarter between 1 and 4),
  met int not null,
  total int not null,
  conclusion text not null,
  reviewed_by uuid,
  reviewed_at timestamptz not null,
  primary key (agency_id, id)
);
comment on table programmes.review is 'Đánh giá quý, năm: how many targets stood met that day, and the conclusion.';
call provisioning.protect_register('programmes.review');

-- Targets with what they reached: from the indicator, or from the newest report.
create function programmes.results(p_year int, p_on date)
  returns table (id uuid, agency_id uuid, programme text, code text, name text, unit text, planned numeric, higher_is_better boolean,
    measured_by text, indicator_code text, due_on date, reached numeric, explanation text, evidence text, numerator numeric, denominator numeric)
  language sql stable set search_path = '' as $$
  with live as (
    select f.code, f.numerator, f.denominator, case when d.unit = 'percent' then 100 * f.numerator / nullif(f.denominator, 0) else f.numerator end as value
    from indicators.figures(make_date(p_year, 1, 1), least(make_date(p_year, 12, 31), p_on), 'all',
      (select array_agg(distinct t.indicator_code) from programmes.target t where t.year = p_year)) f
    join indicators.definition d on d.code = f.code and d.valid_from <= p_on and (d.valid_to is null or d.valid_to >= p_on)
  )
  select t.id, t.agency_id, p.name, t.code, t.name, t.unit, t.planned, t.higher_is_better, t.measured_by, t.indicator_code, t.due_on,
    coalesce(l.value, r.reached), r.explanation, r.evidence, l.numerator, l.denominator
  from programmes.target t
  left join programmes.programme p on p.id = t.programme_id
  left join live l on l.code = t.indicator_code
  left join lateral (select * from programmes.progress x where x.agency_id = t.agency_id and x.target_id = t.id and x.on_day <= p_on
    order by x.on_day desc, x.reported_at desc limit 1) r on true
  where t.year = p_year
$$;
grant execute on function programmes.results(int, date) to :app;

create table indicators.region_member (
  member_id uuid primary key references organisations.agency (id),
  region_id uuid not null references organisations.agency (id)
);
comment on table indicators.region_member is 'Which place a body belongs to when its own superiors do not say so (Party committees, mass organisations of a district).';
grant select on indicators.region_member to :app;

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
  )
  select a.id, l.ordinal, a.kind, coalesce(m.region_id, r.at),
    exists (select 1 from indicators.organisation_set s where s.set_code = 'administrative' and s.member_id = a.id
      and s.valid_from <= p_on and (s.valid_to is null or s.valid_to >= p_on))
  from organisations.agency a
  join organisations.level l on l.code = a.level_code
  left join lateral (select up.at from up where up.id = a.id and up.ordinal = (select ordinal + 1 from top) order by up.steps desc limit 1) r on true
  left join indicators.region_member m on m.member_id = coalesce(r.at, a.id)
  where a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on)
$$;

update indicators.definition set
  formula = 'Người ở cấp xã có máy tính đang dùng, nối mạng nội bộ và Internet băng rộng ÷ người đang giữ chức vụ ở cấp xã, tại ngày tính; mỗi người một lần, theo chức vụ chính',
  formula_en = 'Commune officials with a computer in use, on the internal network and broadband ÷ commune officials in post on the day' where code = 'HT01-X';
update indicators.definition set
  formula = 'Người ở cấp xã có hộp thư công vụ đang hoạt động ÷ người đang giữ chức vụ ở cấp xã, tại ngày tính',
  formula_en = 'Commune officials with an active official mailbox ÷ commune officials in post' where code = 'TD01-X';
update indicators.definition set
  name = 'Lượt văn bản – nơi nhận điện tử giữa các cơ quan hành chính nhà nước',
  formula = 'Lượt gửi điện tử ÷ mọi lượt gửi của cùng những văn bản đó tới các cơ quan hành chính nhà nước' where code = 'VB01b';

-- What the year-end report states besides indicators: counts, and the province's own published plan.
create function programmes.report_facts(p_year int, p_on date) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'targets', coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'unit', r.unit, 'planned', r.planned, 'reached', r.reached,
        'met', case when r.higher_is_better then r.reached >= r.planned else r.reached <= r.planned end,
        'exceeded', case when r.higher_is_better then r.reached > r.planned else r.reached < r.planned end,
        'numerator', r.numerator, 'denominator', r.denominator) order by r.code)
      from programmes.results(p_year, p_on) r), '[]'),
    'next', coalesce((select jsonb_agg(jsonb_build_object('name', t.name, 'programme', p.name) order by t.code)
      from programmes.target t left join programmes.programme p on p.id = t.programme_id where t.year = p_year + 1), '[]'),
    'classes', (select count(distinct c.class_id) from equipment.training_between(make_date(p_year, 1, 1), p_on) c where c.topic = 'signing'),
    'trained', (select count(*) from equipment.training_between(make_date(p_year, 1, 1), p_on) c where c.topic = 'signing'),
    'incidents', (select jsonb_build_object('post', count(*) filter (where i.kind = 'post'), 'telecom', count(*) filter (where i.kind = 'telecom'),
        'hours', coalesce(sum(i.hours), 0), 'open', count(*) filter (where not i.repaired), 'cut', count(*) filter (where i.authorities_cut_off))
      from equipment.incidents_between(make_date(p_year, 1, 1), p_on) i),
    'points', (select count(*) from equipment.service_point s where s.state <> 'stopped'),
    'press', (select count(*) from equipment.press_agency a where a.until is null or a.until >= p_on),
    'announcements', (select count(*) from documents.document d where d.direction = 'outgoing' and d.state = 'issued' and d.type_code = 'TB'
      and d.issued_on between make_date(p_year, 1, 1) and p_on),
    'coordinator', (select jsonb_build_object('id', c.id, 'name', c.name, 'paper', c.name_on_paper, 'parent', c.parent_name_on_paper, 'place', c.place_name, 'abbreviation', c.abbreviation)
      from provisioning.coordinator k join organisations.agency_card c on c.id = k.agency_id order by k.since, c.level_ordinal, c.code limit 1))
$$;
comment on function programmes.report_facts is 'Crosses the wall: counts and the published plan of the province for its report. Proved by year-report.test.ts.';
revoke all on function programmes.report_facts(int, date) from public;
grant execute on function programmes.report_facts(int, date) to :app;
