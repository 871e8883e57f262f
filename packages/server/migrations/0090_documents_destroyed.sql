-- A mark of secrecy found on an arrival (clerical-work.md §6.2): nothing readable stays but the fact.
do $$
declare
  old record;
begin
  for old in select c.conname from pg_constraint c where c.conrelid = 'documents.document'::regclass and c.contype = 'c'
    and (pg_get_constraintdef(c.oid) like '%''submitted''%' or pg_get_constraintdef(c.oid) like '%arrival_number IS NOT NULL%') loop
    execute format('alter table documents.document drop constraint %I', old.conname);
  end loop;
end $$;
alter table documents.document add constraint document_incoming_state check (direction <> 'incoming' or state in
  ('arrived', 'registered', 'submitted', 'proposed', 'instructed', 'handling', 'completed', 'returned', 'recalled', 'destroyed'));
alter table documents.document add constraint document_arrival_numbered check
  (direction <> 'incoming' or state in ('arrived', 'returned', 'recalled', 'destroyed') or arrival_number is not null);

-- Files that no agency refers to any more, of those asked about. Answers about the caller's own files only: they were his a moment ago.
create function documents.unreferenced(p_shas text[]) returns setof text
  language sql stable security definer set search_path = '' as $$
  select s from unnest(p_shas) s where not exists (select 1 from documents.component c where c.sha256 = s)
$$;
comment on function documents.unreferenced is 'Crosses the wall to count references to a file before it is destroyed. Proved by destroy-secret.test.ts.';
revoke all on function documents.unreferenced(text[]) from public;
grant execute on function documents.unreferenced(text[]) to :app;

create function documents.destroy_content(p_document uuid) returns table (sha256 text)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  own uuid := platform.session_agency();
  words constant text := 'Văn bản mang dấu chỉ độ mật, nội dung đã hủy';
begin
  if not exists (select 1 from documents.document d where d.agency_id = own and d.id = p_document and d.direction = 'incoming' and d.state = 'destroyed') then
    raise exception 'documents.not-found' using errcode = 'P0001';
  end if;
  return query select c.sha256 from documents.component c where c.agency_id = own and c.document_id = p_document
    union select a.packet_sha256 from exchange.arrival a where a.agency_id = own and a.document_id = p_document;
  update platform.upload u set state = 'destroyed', filename = '', sha256 = '', reading = null
    where u.agency_id = own and u.sha256 in (select c.sha256 from documents.component c where c.agency_id = own and c.document_id = p_document);
  delete from search.file f where f.agency_id = own and f.sha256 in (select c.sha256 from documents.component c where c.agency_id = own and c.document_id = p_document)
    and not exists (select 1 from documents.component o where o.agency_id = own and o.sha256 = f.sha256 and o.document_id <> p_document);
  delete from search.citation t where t.agency_id = own and t.document_id = p_document;
  -- read again for the index by the event that says so: what it finds then is only that it was destroyed
  delete from search.entry e where e.agency_id = own and e.document_id = p_document;
  delete from documents.component c where c.agency_id = own and c.document_id = p_document;
  update documents.document d set subject = words, issuer_name = words, number = null, symbol = null, issued_on = null, signer_name = null, signer_title = null,
    place_name = null, recipients_text = null, invitation = null, dossier = null, note = null, search_text = '', verdict = 'unsigned'
    where d.agency_id = own and d.id = p_document;
  update documents.relation r set number_symbol = '', subject = '', issued_on = null where r.agency_id = own and r.document_id = p_document;
  update documents.relation r set number_symbol = '', subject = '', issued_on = null where r.agency_id = own and r.target_id = p_document;
  update registers.entry e set issuer_name = null, number_symbol = null, issued_on = null, type_and_subject = words, signer_name = null, recipients = null,
    note = 'Đăng ký riêng theo pháp luật về bí mật nhà nước' where e.agency_id = own and e.document_id = p_document;
  update tasks.assignment a set instruction = null, answer = null, state = case when a.state = 'open' then 'withdrawn' else a.state end,
    done_at = coalesce(a.done_at, now()) where a.agency_id = own and a.document_id = p_document;
  update platform.event_text t set value = null from platform.event e
    where e.id = t.event_id and e.agency_id = own and t.agency_id = own and e.subject_id = p_document;
end $$;
comment on function documents.destroy_content is 'The only way to take a file reference away; of the acting agency''s own arrival. Proved by destroy-secret.test.ts.';
revoke all on function documents.destroy_content(uuid) from public;
grant execute on function documents.destroy_content(uuid) to :app;
