-- A document signed on paper (Decree 30 Art 15.2, 18.5, 25.1.c): its number is given first, then it is printed, signed, stamped and scanned.
do $$
declare
  old text;
begin
  select c.conname into old from pg_constraint c
    where c.conrelid = 'documents.document'::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%in-review%';
  execute format('alter table documents.document drop constraint %I', old);
end $$;
alter table documents.document add constraint document_outgoing_state check (direction <> 'outgoing' or state in
  ('draft', 'in-review', 'awaiting-signature', 'signed', 'on-paper', 'issuing', 'numbered', 'issued', 'recalled', 'cancelled'));
alter table documents.document add constraint document_on_paper_numbered check
  (state <> 'on-paper' or (number is not null and symbol is not null and issued_on is not null and signer_name is not null));

alter table drafting.draft add column paper boolean not null default false;
comment on column drafting.draft.paper is 'Signed by hand on paper; what is sent is the scan with the agency''s key over it (sao y).';
