-- All jobs of a command are queued by one call, and a command of which no job follows says nothing to the workers.
create function platform.add_jobs(jobs jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_jobs(array(
    select row(j->>'task', (j->'payload')::json, null, coalesce((j->>'runAt')::timestamptz, now()), 25, j->>'key', null, null)::graphile_worker.job_spec
    -- one key, one job: the last one said holds
    from (select distinct on (coalesce(x.j->>'key', x.n::text)) x.j from jsonb_array_elements(jobs) with ordinality as x (j, n)
      order by coalesce(x.j->>'key', x.n::text), x.n desc) as wanted (j)));
end $$;
revoke all on function platform.add_jobs(jsonb) from public;
grant execute on function platform.add_jobs(jsonb) to :app;
comment on function platform.add_jobs(jsonb) is 'Crosses the wall: adds to the owner''s queue, reads nothing. Proved by walls.test.ts.';

create or replace function platform.finish_command(p_id uuid, p_name text, p_person uuid, p_agency uuid, p_hash bytea, p_answer jsonb,
  p_events jsonb, p_texts jsonb, p_jobs jsonb, p_settle regproc, p_settle_args jsonb) returns jsonb language plpgsql as $$
declare
  settled jsonb;
begin
  if p_settle is not null then
    execute format('select %s($1)', p_settle) into settled using p_settle_args;
    p_answer := p_answer || settled;
    p_events := jsonb_set(p_events, '{0,payload}', coalesce(p_events #> '{0,payload}', '{}') || settled);
  end if;
  perform platform.append_events(p_events);
  if p_texts <> '[]' then
    insert into platform.event_text (event_id, agency_id, field, salt, value)
      select (t->>'event_id')::uuid, (t->>'agency_id')::uuid, t->>'field', decode(t->>'salt', 'hex'), t->>'value' from jsonb_array_elements(p_texts) t;
  end if;
  insert into platform.command (id, name, person_id, agency_id, input_hash, answer) values (p_id, p_name, p_person, p_agency, p_hash, p_answer);
  if p_jobs <> '[]' then
    perform platform.add_jobs(p_jobs);
  end if;
  return p_answer;
end $$;
