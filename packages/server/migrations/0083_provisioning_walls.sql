-- The few questions of the registers that look past an agency's own rows: for the focal point, and for whoever confirms.

-- Staff the session may provision: its own agency's, or the province's when it acts as the focal point.
create function provisioning.staff(p_on date)
  returns table (person_id uuid, full_name text, agency_id uuid, agency_code text, agency_name text, title text, phone text)
  language sql stable security definer set search_path = '' as $$
  select distinct on (ap.person_id) ap.person_id, pe.full_name, ap.agency_id, a.code, n.short_name, p.title, pe.phone
  from organisations.appointment ap
  join organisations.person pe on pe.id = ap.person_id
  join organisations.position p on p.id = ap.position_id
  join organisations.agency a on a.id = ap.agency_id
  join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null
  where ap.valid_from <= p_on and (ap.valid_to is null or ap.valid_to >= p_on)
    and (ap.agency_id = any (platform.session_agencies()) or provisioning.coordinates())
  order by ap.person_id, ap.is_primary desc, ap.valid_from desc, ap.id
$$;
comment on function provisioning.staff(date) is
  'Crosses the wall: names and posts for the focal point of the province only. Proved by provisioning.test.ts.';
revoke all on function provisioning.staff(date) from public;
grant execute on function provisioning.staff(date) to :app;

-- What the registers find by themselves on a day: who moved, retired or changed name, what was merged, what ends.
create function provisioning.duties_on(p_on date)
  returns table (agency_id uuid, agency_name text, certificate_id uuid, kind text, why text, due_on date, reason text, holder text)
  language sql stable security definer set search_path = '' as $$
  with live as (
    select c.agency_id, c.id, c.not_after, c.renewed, s.kind as holder_kind, s.person_id, s.name,
      (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date as ends
    from provisioning.certificate c
    join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
    where c.state in ('issued', 'delivered', 'active', 'locked', 'suspended')
      and (c.agency_id = any (platform.session_agencies()) or provisioning.coordinates())
  ), found as (
    select l.*, 'revoke' as kind,
      case when exists (select 1 from organisations.appointment x where x.person_id = l.person_id and x.valid_from <= p_on and (x.valid_to is null or x.valid_to >= p_on))
        then 'moved' else 'left' end as why, p_on + 1 as due_on
    from live l
    where l.person_id is not null and not exists (select 1 from organisations.appointment x
      where x.person_id = l.person_id and x.agency_id = l.agency_id and x.valid_from <= p_on and (x.valid_to is null or x.valid_to >= p_on))
    union all
    select l.*, 'revoke', 'agency-ended', p_on + 1 from live l join organisations.agency a on a.id = l.agency_id where a.valid_to is not null and a.valid_to <= p_on
    union all
    select l.*, 'change', 'renamed', p_on + 5 from live l join organisations.person pe on pe.id = l.person_id where pe.full_name <> l.name
    union all
    select l.*, 'change', 'agency-renamed', p_on + 5 from live l
      join organisations.agency_name n on n.agency_id = l.agency_id and n.valid_to is null
      where l.holder_kind = 'organisation' and n.name <> l.name
    union all
    -- at the request at least 60 days must remain, and only once (procedure of the authority)
    select l.*, 'renew', 'ends', l.ends - 60 from live l where not l.renewed and l.ends - p_on between 60 and 120
    union all
    select l.*, 'replace', 'ends', l.ends from live l where l.ends >= p_on and (l.ends - p_on < 60 or (l.renewed and l.ends - p_on <= 120))
  )
  select f.agency_id, n.short_name, f.id, f.kind, f.why, f.due_on,
    case f.why when 'moved' then 'R7' when 'left' then 'R8' when 'agency-ended' then 'R9' end, f.name
  from found f
  join organisations.agency_name n on n.agency_id = f.agency_id and n.valid_to is null
  where not exists (select 1 from provisioning.duty d where d.agency_id = f.agency_id and d.certificate_id = f.id and d.kind = f.kind and d.done_at is not null
      and d.raised_at::date > p_on - 30)
    and not exists (select 1 from provisioning.request r where r.agency_id = f.agency_id and r.certificate_id = f.id
      and r.state in ('draft', 'submitted', 'confirmed', 'collated', 'sent', 'returned'))
$$;
comment on function provisioning.duties_on(date) is
  'Crosses the wall: duties of the session''s agencies, or of all for the focal point. Proved by provisioning.test.ts.';
revoke all on function provisioning.duties_on(date) from public;
grant execute on function provisioning.duties_on(date) to :app;

-- Requests that wait for the acting agency as the directly managing one (Decree 68/2024; Decree 130/2018 Art 67).
create function provisioning.requests_to_confirm()
  returns table (id uuid, agency_id uuid, agency_name text, kind text, name text, title text, email text, medium text, reason text, made_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select r.id, r.agency_id, n.short_name, r.kind, s.name, s.title, s.email, r.medium, r.reason, r.made_at
  from provisioning.request r
  join provisioning.subscriber s on s.agency_id = r.agency_id and s.id = r.subscriber_id
  join organisations.agency_name n on n.agency_id = r.agency_id and n.valid_to is null
  where r.state = 'submitted' and coalesce(s.managing_agency_id, r.agency_id) = platform.session_agency()
  order by r.made_at, r.id
$$;
comment on function provisioning.requests_to_confirm() is
  'Crosses the wall: the directly managing agency sees what its subordinates ask it to confirm. Proved by provisioning.test.ts.';
revoke all on function provisioning.requests_to_confirm() from public;
grant execute on function provisioning.requests_to_confirm() to :app;

create function provisioning.confirm_requests(p_ids uuid[], p_state text, p_note text, p_at timestamptz) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  if p_state not in ('confirmed', 'refused') then raise exception 'platform.forbidden' using errcode = 'P0001'; end if;
  update provisioning.request r set state = p_state, state_since = p_at, note = coalesce(p_note, r.note)
  from provisioning.subscriber s
  where r.id = any (p_ids) and r.state = 'submitted' and s.agency_id = r.agency_id and s.id = r.subscriber_id
    and coalesce(s.managing_agency_id, r.agency_id) = platform.session_agency();
  get diagnostics n = row_count;
  return n;
end $$;
comment on function provisioning.confirm_requests(uuid[], text, text, timestamptz) is
  'Crosses the wall: the directly managing agency decides on the requests addressed to it, nothing else. Proved by provisioning.test.ts.';
revoke all on function provisioning.confirm_requests(uuid[], text, text, timestamptz) from public;
grant execute on function provisioning.confirm_requests(uuid[], text, text, timestamptz) to :app;
