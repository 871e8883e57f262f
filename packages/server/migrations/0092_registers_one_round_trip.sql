-- Registering holds the counter's row only while the commit runs: opening, and closing with the number, are one round trip each.

-- Two at once with one command id: the second waits here and then finds the first one's answer.
create function platform.open_command(p_id uuid, p_person uuid, p_agency uuid) returns table (answer jsonb, input_hash bytea) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_id::text, 0));
  -- a statement of its own, so that it sees what the first one committed (read committed)
  return query select c.answer, c.input_hash from platform.command c where c.id = p_id and c.person_id = p_person and c.agency_id = p_agency;
end $$;
grant execute on function platform.open_command(uuid, uuid, uuid) to :app;

drop function platform.finish_command(uuid, text, uuid, uuid, bytea, jsonb, jsonb, jsonb, jsonb, text);

-- The end of every command: its settling act, if it has one, then answer, events, their erasable texts and jobs.
-- What the settling act returns joins the answer and the payload of the first event.
create function platform.finish_command(p_id uuid, p_name text, p_person uuid, p_agency uuid, p_hash bytea, p_answer jsonb,
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
    perform platform.add_job(j->>'task', j->'payload', j->>'key', (j->>'runAt')::timestamptz) from jsonb_array_elements(p_jobs) j;
  end if;
  return p_answer;
end $$;
grant execute on function platform.finish_command(uuid, text, uuid, uuid, bytea, jsonb, jsonb, jsonb, jsonb, regproc, jsonb) to :app;

-- Takes the next number and writes its row. The counter row is the queue: whoever comes second waits, and a rolled-back
-- command gives its number back, so there is no gap (Decree 30 Art 15.1, 22.2).
create function registers.take_number(p jsonb) returns int language plpgsql as $$
declare
  e registers.entry := jsonb_populate_record(null::registers.entry, p);
begin
  insert into registers.counter as c (agency_id, series_id, period, first_number, last_number) values (e.agency_id, e.series_id, e.period, 1, 1)
    on conflict (agency_id, series_id, period) do update set last_number = c.last_number + 1
    returning last_number into e.number;
  e.type_and_subject := coalesce(e.type_and_subject, '');
  insert into registers.entry select e.*;
  return e.number;
end $$;

-- Vào sổ: the arrival takes its number (or comes back to the one bound to it), and its sender is told.
create function registers.enter_incoming(p jsonb) returns jsonb language plpgsql as $$
declare
  d documents.document := jsonb_populate_record(null::documents.document, p->'document');
  e registers.entry := jsonb_populate_record(null::registers.entry, p->'entry');
  n int;
begin
  update registers.entry t set state = 'used', issuer_name = e.issuer_name, number_symbol = e.number_symbol, issued_on = e.issued_on,
      type_and_subject = e.type_and_subject, signer_name = e.signer_name
    where t.agency_id = e.agency_id and t.document_id = e.document_id and t.state in ('used', 'bound') returning t.number into n;
  n := coalesce(n, registers.take_number(p->'entry'));
  update documents.document t set state = 'registered', arrival_number = n, registered_at = d.changed_at, changed_at = d.changed_at, revision = t.revision + 1,
      number = d.number, symbol = d.symbol, issued_on = d.issued_on, type_name = d.type_name, subject = d.subject, issuer_name = d.issuer_name,
      signer_name = d.signer_name, signer_title = d.signer_title, urgency = d.urgency, due_on = d.due_on, search_text = d.search_text
    where t.agency_id = d.agency_id and t.id = d.id;
  perform deliveries.report_fact(d.id, 'accepted', d.changed_at, null);
  return jsonb_build_object('number', n);
end $$;

grant execute on function registers.take_number(jsonb), registers.enter_incoming(jsonb) to :app;
