-- Check-in links, what a machine said of itself, the cells of the schematic map, and the network as everybody may see it.
alter table equipment.workstation add column reading jsonb;
comment on column equipment.workstation.reading is 'What the machine''s browser read and its user sent by a check-in link.';

create table equipment.check_in_link (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  person_id uuid not null references organisations.person (id),
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (agency_id, id)
);
comment on table equipment.check_in_link is 'Đường dẫn tự kiểm: one person''s machine, without log-in, until it expires or is ended.';
call provisioning.protect_register('equipment.check_in_link');

create table equipment.map_cell (
  place_id uuid primary key references organisations.agency (id),
  grid_column smallint not null check (grid_column between 1 and 12),
  grid_row smallint not null check (grid_row between 1 and 12)
);
comment on table equipment.map_cell is 'Where a place stands on the schematic map: no tiles and no boundaries from outside.';
grant select on equipment.map_cell to :app;

-- Post offices and exchanges are places everybody may enter; whether they work concerns every authority.
create function equipment.network_points(p_on date)
  returns table (id uuid, code text, name text, kind text, place_id uuid, place text, address text, state text, state_since timestamptz,
    grid_column smallint, grid_row smallint)
  language sql stable security definer set search_path = '' as $$
  select s.id, s.code, s.name, s.kind, o.region_id, c.short_name, s.address, s.state, s.state_since, m.grid_column, m.grid_row
  from equipment.service_point s
  left join indicators.organisations_at(p_on) o on o.agency_id = s.territory_agency_id
  left join organisations.agency_card c on c.id = o.region_id
  left join equipment.map_cell m on m.place_id = o.region_id
  order by s.code
$$;
comment on function equipment.network_points(date) is 'Crosses the wall: places of post and telecom with their state, no person. Proved by network.test.ts.';
revoke all on function equipment.network_points(date) from public;
grant execute on function equipment.network_points(date) to :app;

create function equipment.incident_log(p_from timestamptz)
  returns table (id uuid, code text, kind text, began_at timestamptz, ended_at timestamptz, place text, cause text, repaired boolean, authorities_cut_off boolean)
  language sql stable security definer set search_path = '' as $$
  select i.id, i.code, i.kind, i.began_at, i.ended_at, i.place, i.cause, i.repaired, i.authorities_cut_off
  from equipment.incident i where i.ended_at is null or i.ended_at >= p_from order by i.began_at desc, i.code desc limit 500
$$;
comment on function equipment.incident_log(timestamptz) is 'Crosses the wall: the log of interruptions, which the report publishes. Proved by network.test.ts.';
revoke all on function equipment.incident_log(timestamptz) from public;
grant execute on function equipment.incident_log(timestamptz) to :app;

create function equipment.press_register(p_from date, p_to date) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'rows', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'code', a.code, 'name', a.name, 'licence', a.licence, 'kind', a.kind,
      'contact', a.contact, 'since', a.since, 'until', a.until) order by a.until is not null, a.name) from equipment.press_agency a), '[]'),
    'announcements', (select count(*) from documents.document d where d.direction = 'outgoing' and d.state = 'issued' and d.type_code = 'TB'
      and d.issued_on between p_from and p_to))
$$;
comment on function equipment.press_register(date, date) is 'Crosses the wall: the press register with its published contacts, and one count. Proved by network.test.ts.';
revoke all on function equipment.press_register(date, date) from public;
grant execute on function equipment.press_register(date, date) to :app;
