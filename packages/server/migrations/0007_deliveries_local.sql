create schema deliveries;
grant usage on schema deliveries to :app;

create table deliveries.delivery (
  agency_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  recipient_agency_id uuid,
  recipient_name text not null,
  group_name text not null default '',
  channel text not null check (channel in ('local', 'exchange', 'post', 'email')),
  -- the addressee's own arrival, named beforehand so that a repeat changes nothing
  arrival_document_id uuid,
  sent_at timestamptz,
  arrived_at timestamptz,
  accepted_at timestamptz,
  refused_at timestamptz,
  refused_reason text,
  assigned_at timestamptz,
  completed_at timestamptz,
  recalled_at timestamptz,
  reminded_at timestamptz,
  answer text,
  primary key (agency_id, id)
);
comment on table deliveries.delivery is 'One addressee of an issued document: timestamped facts, from which the state is computed.';
create unique index delivery_once on deliveries.delivery (agency_id, document_id, recipient_agency_id) where recipient_agency_id is not null;
create index delivery_document on deliveries.delivery (agency_id, document_id);
call platform.protect('deliveries.delivery');
grant select, insert, update on deliveries.delivery to :app;

create table deliveries.arrival (
  agency_id uuid not null,
  document_id uuid not null,
  sender_agency_id uuid not null,
  sender_document_id uuid not null,
  delivery_id uuid not null,
  arrived_at timestamptz not null,
  recalled_at timestamptz,
  recall_reason text,
  reminded_at timestamptz,
  primary key (agency_id, document_id),
  unique (agency_id, delivery_id)
);
call platform.protect('deliveries.arrival');
grant select on deliveries.arrival to :app;

-- Named ways across the wall between agencies. Each checks that the caller owns its side.

-- Delivers an issued document to every local addressee: exactly one arrival each, with a snapshot and the agency's own blob references.
create function deliveries.deliver(p_document uuid, p_now timestamptz) returns table (recipient_agency_id uuid, arrival_document_id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  sender uuid := platform.session_agency();
begin
  if not exists (select 1 from documents.document d where d.agency_id = sender and d.id = p_document and d.direction = 'outgoing' and d.state = 'issued') then
    raise exception 'deliveries.not-issued' using errcode = 'P0001';
  end if;
  return query
  with due as (
    select * from deliveries.delivery v
    where v.agency_id = sender and v.document_id = p_document and v.channel = 'local' and v.arrived_at is null
  ), source as (
    select * from documents.document d where d.agency_id = sender and d.id = p_document
  ), arrived as (
    insert into documents.document (agency_id, id, direction, state, regime, type_code, type_name, number, symbol, issued_on, subject, issuer_name,
      issuer_agency_id, place_name, signer_name, signer_title, urgency, due_on, arrived_at, created_at, changed_at, recipients_text, invitation, verdict, search_text)
    select due.recipient_agency_id, due.arrival_document_id, 'incoming', 'arrived', s.regime, s.type_code, s.type_name, s.number, s.symbol, s.issued_on,
      s.subject, s.issuer_name, sender, s.place_name, s.signer_name, s.signer_title, s.urgency, s.due_on, p_now, p_now, p_now, s.recipients_text,
      s.invitation, s.verdict, s.search_text
    from due cross join source s
    returning agency_id, id
  ), files as (
    insert into documents.component (agency_id, document_id, ordinal, role, filename, media_type, bytes, sha256, pages, verdict, signatures)
    select due.recipient_agency_id, due.arrival_document_id, c.ordinal, c.role, c.filename, c.media_type, c.bytes, c.sha256, c.pages, c.verdict, c.signatures
    from due join documents.component c on c.agency_id = sender and c.document_id = p_document and c.role in ('main', 'annex')
    returning 1
  ), papers as (
    insert into deliveries.arrival (agency_id, document_id, sender_agency_id, sender_document_id, delivery_id, arrived_at)
    select due.recipient_agency_id, due.arrival_document_id, sender, p_document, due.id, p_now from due
    returning 1
  ), related as (
    -- an answer finds the document it answers in the addressee's own files
    insert into documents.relation (agency_id, id, document_id, kind, target_id, number_symbol, subject, issued_on)
    select due.recipient_agency_id, gen_random_uuid(), due.arrival_document_id, r.kind, a.sender_document_id, r.number_symbol, r.subject, r.issued_on
    from due
    join documents.relation r on r.agency_id = sender and r.document_id = p_document
    left join deliveries.arrival a on a.agency_id = sender and a.document_id = r.target_id and a.sender_agency_id = due.recipient_agency_id
    returning 1
  )
  update deliveries.delivery v set sent_at = coalesce(v.sent_at, p_now), arrived_at = p_now
  from due where v.agency_id = sender and v.id = due.id
  returning v.recipient_agency_id, v.arrival_document_id;
end $$;
comment on function deliveries.deliver is 'Crosses the wall: writes arrivals of other agencies. Proved by deliver.test.ts.';

-- The addressee reports a fact to the sender: accepted, refused, assigned, completed, answered.
create function deliveries.report_fact(p_document uuid, p_fact text, p_now timestamptz, p_text text default null) returns boolean
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  a record;
begin
  select * into a from deliveries.arrival r where r.agency_id = platform.session_agency() and r.document_id = p_document;
  if not found then return false; end if;
  update deliveries.delivery v set
    accepted_at = case when p_fact = 'accepted' then coalesce(v.accepted_at, p_now) when p_fact = 'unaccepted' then null else v.accepted_at end,
    refused_at = case when p_fact = 'refused' then coalesce(v.refused_at, p_now) else v.refused_at end,
    refused_reason = case when p_fact = 'refused' then p_text else v.refused_reason end,
    assigned_at = case when p_fact = 'assigned' then coalesce(v.assigned_at, p_now) else v.assigned_at end,
    completed_at = case when p_fact = 'completed' then coalesce(v.completed_at, p_now) else v.completed_at end,
    answer = case when p_fact = 'answered' then p_text else v.answer end
  where v.agency_id = a.sender_agency_id and v.id = a.delivery_id;
  return true;
end $$;
comment on function deliveries.report_fact is 'Crosses the wall: status only, never content. Proved by report-fact.test.ts.';

-- Recall (Art 18.4): the addressees' copies are frozen, their metadata stay.
create function deliveries.recall(p_document uuid, p_reason text, p_now timestamptz) returns table (recipient_agency_id uuid, arrival_document_id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  sender uuid := platform.session_agency();
begin
  if not exists (select 1 from documents.document d where d.agency_id = sender and d.id = p_document and d.direction = 'outgoing' and d.state = 'recalled') then
    raise exception 'deliveries.not-recalled' using errcode = 'P0001';
  end if;
  return query
  with due as (
    select r.agency_id, r.document_id from deliveries.arrival r where r.sender_agency_id = sender and r.sender_document_id = p_document and r.recalled_at is null
  ), papers as (
    update deliveries.arrival r set recalled_at = p_now, recall_reason = p_reason from due where r.agency_id = due.agency_id and r.document_id = due.document_id
    returning 1
  ), frozen as (
    update documents.document d set state = 'recalled', revision = revision + 1, changed_at = p_now from due where d.agency_id = due.agency_id and d.id = due.document_id
    returning 1
  )
  select due.agency_id, due.document_id from due;
  update deliveries.delivery v set recalled_at = p_now where v.agency_id = sender and v.document_id = p_document;
end $$;
comment on function deliveries.recall is 'Crosses the wall: freezes the addressees'' copies of one''s own document. Proved by recall.test.ts.';

create function deliveries.remind(p_document uuid, p_now timestamptz) returns int
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  n int;
begin
  update deliveries.arrival r set reminded_at = p_now
  from deliveries.delivery v
  where v.agency_id = platform.session_agency() and v.document_id = p_document and v.accepted_at is null and v.refused_at is null
    and r.agency_id = v.recipient_agency_id and r.document_id = v.arrival_document_id;
  get diagnostics n = row_count;
  update deliveries.delivery v set reminded_at = p_now
  where v.agency_id = platform.session_agency() and v.document_id = p_document and v.accepted_at is null and v.refused_at is null;
  return n;
end $$;

-- Events that a named way leaves in the addressees' own logs.
create function deliveries.append_events(p_name text, p_document uuid, events jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if p_name not in ('deliveries.arrived', 'deliveries.recalled-by-sender', 'deliveries.reminded', 'deliveries.fact-reported') then
    raise exception 'deliveries.event-not-allowed' using errcode = 'P0001';
  end if;
  -- only agencies that share this document with the caller
  if exists (
    select 1 from jsonb_array_elements(events) e
    where e->>'name' <> p_name or not exists (
      select 1 from deliveries.arrival r where
        (r.agency_id = (e->>'agency_id')::uuid and r.sender_agency_id = platform.session_agency() and r.sender_document_id = p_document)
        or (r.sender_agency_id = (e->>'agency_id')::uuid and r.agency_id = platform.session_agency() and r.document_id = p_document))
  ) then
    raise exception 'deliveries.event-not-allowed' using errcode = 'P0001';
  end if;
  perform platform.append_events(events);
end $$;

revoke all on all functions in schema deliveries from public;
grant execute on all functions in schema deliveries to :app;
