-- Sending closes with the commit: arrivals, and the events of the addressees, are written in the round trip that commits,
-- so that an addressee's sequence is held only while the disk writes.

create or replace function deliveries.deliver(p_document uuid, p_now timestamptz) returns table (recipient_agency_id uuid, arrival_document_id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  sender uuid := platform.session_agency();
begin
  if not exists (select 1 from documents.document d where d.agency_id = sender and d.id = p_document and d.direction = 'outgoing' and d.state = 'issued') then
    raise exception 'deliveries.not-issued' using errcode = 'P0001';
  end if;
  return query
  with due as materialized (
    select v.recipient_agency_id, v.arrival_document_id, v.id from deliveries.delivery v
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
  ), files as (
    insert into documents.component (agency_id, document_id, ordinal, role, filename, media_type, bytes, sha256, pages, verdict, signatures)
    select due.recipient_agency_id, due.arrival_document_id, c.ordinal, c.role, c.filename, c.media_type, c.bytes, c.sha256, c.pages, c.verdict, c.signatures
    from due join documents.component c on c.agency_id = sender and c.document_id = p_document and c.role in ('main', 'annex')
  ), papers as (
    insert into deliveries.arrival (agency_id, document_id, sender_agency_id, sender_document_id, delivery_id, arrived_at)
    select due.recipient_agency_id, due.arrival_document_id, sender, p_document, due.id, p_now from due
  ), related as (
    -- an answer finds the document it answers in the addressee's own files
    insert into documents.relation (agency_id, id, document_id, kind, target_id, number_symbol, subject, issued_on)
    select due.recipient_agency_id, gen_random_uuid(), due.arrival_document_id, r.kind, a.sender_document_id, r.number_symbol, r.subject, r.issued_on
    from due
    join documents.relation r on r.agency_id = sender and r.document_id = p_document
    left join deliveries.arrival a on a.agency_id = sender and a.document_id = r.target_id and a.sender_agency_id = due.recipient_agency_id
  )
  -- by the document, never by a join with what is due: that join once went over all deliveries of the sender for each addressee
  update deliveries.delivery v set sent_at = coalesce(v.sent_at, p_now), arrived_at = p_now
  where v.agency_id = sender and v.document_id = p_document and v.channel = 'local' and v.arrived_at is null
  returning v.recipient_agency_id, v.arrival_document_id;
end $$;

create or replace function deliveries.append_events(p_name text, p_document uuid, events jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  me uuid := platform.session_agency();
begin
  if p_name not in ('deliveries.arrived', 'deliveries.recalled-by-sender', 'deliveries.reminded', 'deliveries.fact-reported') then
    raise exception 'deliveries.event-not-allowed' using errcode = 'P0001';
  end if;
  -- only agencies that share this document with the caller: its addressees, or the one it came from
  if exists (
    select 1 from jsonb_array_elements(events) e
    where e->>'name' <> p_name or not (
      exists (select 1 from deliveries.arrival r
        where r.sender_agency_id = me and r.sender_document_id = p_document and r.agency_id = (e->>'agency_id')::uuid)
      or exists (select 1 from deliveries.arrival r
        where r.agency_id = me and r.document_id = p_document and r.sender_agency_id = (e->>'agency_id')::uuid))
  ) then
    raise exception 'deliveries.event-not-allowed' using errcode = 'P0001';
  end if;
  -- The caller's own events follow in this transaction: its sequence is taken in the same order as the others', so that
  -- two offices that send to each other at once wait, but never for one another.
  perform 1 from platform.agency_sequence s
    where s.agency_id = me or s.agency_id in (select (e->>'agency_id')::uuid from jsonb_array_elements(events) e)
    order by s.agency_id for update;
  perform platform.append_events(events);
end $$;

-- The settling act of whatever sends: {document, now, events}, events being those of the addressees inside.
create function deliveries.send(p jsonb) returns jsonb language plpgsql as $$
declare
  document uuid := (p->>'document')::uuid;
  sent timestamptz := (p->>'now')::timestamptz;
begin
  if p->'events' <> '[]' then
    perform deliveries.deliver(document, sent);
    perform deliveries.append_events('deliveries.arrived', document, p->'events');
  end if;
  update deliveries.delivery v set sent_at = sent
    where v.agency_id = platform.session_agency() and v.document_id = document and v.channel <> 'local' and v.sent_at is null;
  return '{}';
end $$;
grant execute on function deliveries.send(jsonb) to :app;
