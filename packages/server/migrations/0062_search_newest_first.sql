-- Over the whole province common words have hundreds of thousands of answers, and nobody reads past the newest: the search
-- asks the last month, then half a year, and goes on to everything only when these hold fewer than two thousand.
-- Days stand in the index as month tokens, so a horizon is one more word of the question; a narrowed search asks everything.
create function search.horizon(p_today date, p_months int) returns tsquery
  language sql immutable set search_path = '' as $$
  select string_agg('''=m' || to_char(p_today - make_interval(months => m), 'YYYYMM') || '''', ' | ')::tsquery from generate_series(0, p_months - 1) m
$$;

create or replace function search.find(p_full text, p_head text, p_number text, p_agencies uuid[], p_position uuid, p_filter jsonb, p_offset int, p_limit int)
  returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  enough constant int := 2000;
  own uuid[] := platform.session_agencies();
  today date := (p_filter->>'today')::date;
  narrowing jsonb := p_filter - 'today';
  wall text;
  asked tsquery;
  head tsquery;
  newest tsquery;
  months int;
  held int;
  answer jsonb;
begin
  if p_position is not null then
    if not search.may_search_province(p_position) then raise exception 'search.no-province-right' using errcode = 'P0001'; end if;
    own := null;
    asked := case when p_full = '' then ''' =none'''::tsquery else p_full::tsquery end;
    head := nullif(p_head, '')::tsquery;
    if narrowing = '{}' and today is not null and p_number is null and p_full <> '' then
      foreach months in array array[1, 6] loop
        newest := asked operator(pg_catalog.&&) search.horizon(today, months);
        execute 'select count(*) from (select 1 from search.entry e where e.terms @@ $1 limit $2) x' into held using newest, enough;
        exit when held >= enough;
        newest := null;
      end loop;
      if newest is not null then asked := newest; end if;
    end if;
  else
    own := array(select a from unnest(p_agencies) a where a = any (own));
    if cardinality(own) = 0 then return '{"total": 0, "rows": [], "facets": [], "atLeast": false}'; end if;
    wall := (select string_agg('''=a' || replace(a::text, '-', '') || '''', ' | ') from unnest(own) a);
    asked := (case when p_full = '' then wall else '(' || wall || ') & (' || p_full || ')' end)::tsquery;
    head := case when p_head = '' then null else ('(' || wall || ') & (' || p_head || ')')::tsquery end;
  end if;
  if newest is not null and head is not null then head := head operator(pg_catalog.&&) newest; end if;
  execute search.statement(narrowing, own is null) into answer using asked, head, own, p_number, narrowing, p_offset, least(p_limit, 2000), 20000;
  return answer || jsonb_build_object('atLeast', newest is not null);
end $$;
