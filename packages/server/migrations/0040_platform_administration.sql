-- Administration ≠ reading: the administrator's counts cross the walls as numbers only.
create function platform.administration_counts(p_now timestamptz)
  returns table (documents int, ending int)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not platform.session_is_administrator() then raise exception 'platform.forbidden' using errcode = 'P0001'; end if;
  return query select
    (select count(*)::int from documents.document),
    (select count(*)::int from signing.key k where k.retired_at is null and k.not_after between p_now and p_now + interval '30 days');
end $$;
revoke all on function platform.administration_counts(timestamptz) from public;
grant execute on function platform.administration_counts(timestamptz) to :app;

-- Books of an agency with the next number of their first series, for the administrator.
create function registers.book_heads(p_agency uuid, p_year text)
  returns table (id uuid, name text, direction text, period text, "nextNumber" int)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not platform.session_is_administrator() then raise exception 'platform.forbidden' using errcode = 'P0001'; end if;
  return query
    select b.id, b.name, b.direction, case when s.reset = 'term' then s.term else p_year end,
      coalesce((select c.last_number from registers.counter c where c.agency_id = b.agency_id and c.series_id = s.id
        and c.period = case when s.reset = 'term' then s.term else p_year end), 0) + 1
    from registers.book b
    join lateral (select * from registers.series x where x.agency_id = b.agency_id and x.book_id = b.id order by x.id limit 1) s on true
    where b.agency_id = p_agency order by b.direction, b.name;
end $$;
revoke all on function registers.book_heads(uuid, text) from public;
grant execute on function registers.book_heads(uuid, text) to :app;
