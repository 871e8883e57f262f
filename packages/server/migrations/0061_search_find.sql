-- The search itself. `@@` is not leakproof, so under row-level security its GIN index is never used (design/stack.md): this
-- function belongs to the owner and builds the wall itself – only agencies of the session, by token in the index and by column.

-- May this post of the acting agency search over the whole installation?
create function search.may_search_province(p_position uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from search.province_right r where r.agency_id = platform.session_agency() and r.position_id = p_position and r.revoked_at is null)
$$;
revoke all on function search.may_search_province(uuid) from public;
grant execute on function search.may_search_province(uuid) to :app;
comment on function search.may_search_province(uuid) is
  'Crosses the wall: whether the acting agency''s post holds the province-wide right. Proved by search-walls.test.ts.';

-- One statement for rows, counts and facets. $1 full, $2 head tsquery or null, $3 agencies or null (province), $4 number key, $5 filter,
-- $6 offset, $7 limit, $8 how many hits are counted.
create function search.statement(p_filter jsonb, p_province boolean) returns text
  language sql immutable set search_path = '' as $$
  select 'with f as materialized (
      select e.agency_id, e.document_id, e.direction, e.state, e.type_name, e.issuer_name, coalesce(e.issued_on, e.day) as on_day, e.sort_at, e.holders, e.number_key
      from search.entry e where e.terms @@ $1'
    || case when p_province then ' and (e.direction = ''incoming'' and e.state not in (''arrived'', ''returned'', ''recalled'') or e.state = ''issued'')'
       else ' and coalesce(e.agency_id = any ($3), false)' end
    || case when p_filter ? 'direction' then ' and e.direction = $5->>''direction''' else '' end
    || case when p_filter ? 'states' then ' and $5->''states'' ? e.state' else '' end
    || case when p_filter ? 'type' then ' and e.type_name = $5->>''type''' else '' end
    || case when p_filter ? 'issuer' then ' and e.issuer_name = $5->>''issuer''' else '' end
    || case when p_filter ? 'holder' then ' and ($5->>''holder'') = any (e.holders)' else '' end
    || case when p_filter ? 'year' then ' and extract(year from coalesce(e.issued_on, e.day)) = ($5->>''year'')::int' else '' end
    || case when p_filter ? 'agency' then ' and e.agency_id = ($5->>''agency'')::uuid' else '' end
    || case when p_filter ? 'from' then ' and (e.issued_on between ($5->>''from'')::date and ($5->>''to'')::date or e.day between ($5->>''from'')::date and ($5->>''to'')::date)' else '' end
    || '), h as materialized (select e.agency_id, e.document_id from search.entry e where $2 is not null and e.terms @@ $2), p as (
      select f.*, case when f.number_key = $4 then 0 when h.document_id is not null then 1 else 2 end as tier
      from f left join h on h.agency_id = f.agency_id and h.document_id = f.document_id
      order by tier, f.sort_at desc, f.document_id offset $6 limit $7
    ), c as materialized (select * from f limit $8)
    select jsonb_build_object(
      ''total'', (select count(*) from f),
      ''rows'', coalesce((select jsonb_agg(jsonb_build_object(''agencyId'', p.agency_id, ''documentId'', p.document_id, ''tier'', p.tier, ''holders'', p.holders) order by p.tier, p.sort_at desc, p.document_id) from p), ''[]''),
      ''facets'', coalesce((select jsonb_agg(jsonb_build_object(''facet'', g.facet, ''value'', g.value, ''count'', g.n) order by g.facet, g.n desc, g.value) from (
        select x.*, row_number() over (partition by x.facet order by x.n desc, x.value) as place from (
          select case grouping(c.direction, c.state, c.type_name, c.issuer_name, extract(year from c.on_day), c.agency_id)
                   when 31 then ''direction'' when 47 then ''state'' when 55 then ''type'' when 59 then ''issuer'' when 61 then ''year'' else ''agency'' end as facet,
                 coalesce(c.direction, c.state, c.type_name, c.issuer_name, extract(year from c.on_day)::text, c.agency_id::text) as value, count(*) as n
          from c group by grouping sets ((c.direction), (c.state), (c.type_name), (c.issuer_name), (extract(year from c.on_day)), (c.agency_id))
          union all
          select ''holder'', holder, count(*) from c, unnest(c.holders) as holder group by holder
        ) x where x.value is not null
      ) g where g.place <= 12), ''[]''))'
$$;

-- p_full, p_head: text of a tsquery over words; '' = every document. p_agencies: which of the session's agencies. p_position: a post with the
-- province-wide right, else null. Answers {total, rows, facets}.
create function search.find(p_full text, p_head text, p_number text, p_agencies uuid[], p_position uuid, p_filter jsonb, p_offset int, p_limit int)
  returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  own uuid[] := platform.session_agencies();
  wall text;
  asked tsquery;
  head tsquery;
  answer jsonb;
begin
  if p_position is not null then
    if not search.may_search_province(p_position) then raise exception 'search.no-province-right' using errcode = 'P0001'; end if;
    own := null;
    asked := case when p_full = '' then ''' =none'''::tsquery else p_full::tsquery end;
    head := nullif(p_head, '')::tsquery;
  else
    own := array(select a from unnest(p_agencies) a where a = any (own));
    if cardinality(own) = 0 then return '{"total": 0, "rows": [], "facets": []}'; end if;
    wall := (select string_agg('''=a' || replace(a::text, '-', '') || '''', ' | ') from unnest(own) a);
    asked := (case when p_full = '' then wall else '(' || wall || ') & (' || p_full || ')' end)::tsquery;
    head := case when p_head = '' then null else ('(' || wall || ') & (' || p_head || ')')::tsquery end;
  end if;
  execute search.statement(p_filter, own is null) into answer using asked, head, own, p_number, p_filter, p_offset, least(p_limit, 2000), 20000;
  return answer;
end $$;
revoke all on function search.find(text, text, text, uuid[], uuid, jsonb, int, int) from public;
grant execute on function search.find(text, text, text, uuid[], uuid, jsonb, int, int) to :app;
comment on function search.find(text, text, text, uuid[], uuid, jsonb, int, int) is
  'Crosses the wall of row-level security to use the index, and builds it anew inside: only the session''s agencies, or the granted right. Proved by search-walls.test.ts.';

-- Heads of found documents of other agencies, for a post with the province-wide right: what a register prints, no file, no handling.
create function search.province_cards(p_position uuid, p_ids jsonb)
  returns table (agency_id uuid, agency_name text, id uuid, direction text, state text, regime text, type_name text, number text, symbol text,
    issued_on date, subject text, issuer_name text, urgency smallint)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not search.may_search_province(p_position) then raise exception 'search.no-province-right' using errcode = 'P0001'; end if;
  return query
    select d.agency_id, n.short_name, d.id, d.direction, d.state, d.regime, d.type_name, d.number, d.symbol, d.issued_on, d.subject, d.issuer_name, d.urgency
    from jsonb_to_recordset(p_ids) as w ("agencyId" uuid, "documentId" uuid)
    join documents.document d on d.agency_id = w."agencyId" and d.id = w."documentId"
    join organisations.agency_name n on n.agency_id = d.agency_id and n.valid_to is null
    where d.direction = 'incoming' and d.state not in ('arrived', 'returned', 'recalled') or d.state = 'issued';
end $$;
revoke all on function search.province_cards(uuid, jsonb) from public;
grant execute on function search.province_cards(uuid, jsonb) to :app;
comment on function search.province_cards(uuid, jsonb) is
  'Crosses the wall: heads of registered and issued documents for the granted right. Proved by search-walls.test.ts.';
