-- A draft found to be a state secret (clerical-work.md §6.2): files, versions and words go, only the event stays.
alter table documents.document drop constraint document_outgoing_state;
alter table documents.document add constraint document_outgoing_state check (direction <> 'outgoing' or state in
  ('draft', 'in-review', 'awaiting-signature', 'signed', 'on-paper', 'issuing', 'numbered', 'issued', 'recalled', 'cancelled', 'destroyed'));

create function drafting.destroy_content(p_document uuid) returns table (sha256 text)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  own uuid := platform.session_agency();
  words constant text := 'Dự thảo mang dấu chỉ độ mật, nội dung đã hủy';
begin
  if not exists (select 1 from documents.document d where d.agency_id = own and d.id = p_document and d.direction = 'outgoing' and d.state = 'destroyed') then
    raise exception 'documents.not-found' using errcode = 'P0001';
  end if;
  return query select c.sha256 from documents.component c where c.agency_id = own and c.document_id = p_document;
  update platform.upload u set state = 'destroyed', filename = '', sha256 = '', reading = null
    where u.agency_id = own and u.sha256 in (select c.sha256 from documents.component c where c.agency_id = own and c.document_id = p_document);
  delete from search.file f where f.agency_id = own and f.sha256 in (select c.sha256 from documents.component c where c.agency_id = own and c.document_id = p_document)
    and not exists (select 1 from documents.component o where o.agency_id = own and o.sha256 = f.sha256 and o.document_id <> p_document);
  delete from search.citation t where t.agency_id = own and t.document_id = p_document;
  delete from search.entry e where e.agency_id = own and e.document_id = p_document;
  delete from documents.component c where c.agency_id = own and c.document_id = p_document;
  delete from drafting.version v where v.agency_id = own and v.document_id = p_document;
  update drafting.draft d set content = jsonb_build_object('regime', d.content->'regime', 'typeCode', d.content->'typeCode', 'subject', '', 'addressees', '[]'::jsonb,
    'grounds', '[]'::jsonb, 'body', '', 'recipients', '[]'::jsonb, 'urgency', 0, 'unitSymbol', '', 'signerPositionId', null, 'mandateId', null, 'drafterMark', '',
    'invitation', null), fields = null, problem = null where d.agency_id = own and d.document_id = p_document;
  update drafting.review r set comment = null, state = case when r.state = 'open' then 'withdrawn' else r.state end,
    done_at = coalesce(r.done_at, now()) where r.agency_id = own and r.document_id = p_document;
  update documents.document d set subject = words, recipients_text = null, invitation = null, dossier = null, note = null, search_text = '', verdict = 'unsigned'
    where d.agency_id = own and d.id = p_document;
  update documents.relation r set number_symbol = '', subject = '', issued_on = null where r.agency_id = own and r.document_id = p_document;
  update platform.event_text t set value = null from platform.event e
    where e.id = t.event_id and e.agency_id = own and t.agency_id = own and e.subject_id = p_document;
end $$;
comment on function drafting.destroy_content is 'Takes the files and words of the acting agency''s own draft away for ever. Proved by destroy-draft.test.ts.';
revoke all on function drafting.destroy_content(uuid) from public;
grant execute on function drafting.destroy_content(uuid) to :app;
