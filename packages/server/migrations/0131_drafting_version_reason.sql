-- Why a version came to be (clerical-work.md §12.1: drafts of value stay in the dossier with who, when and why).
alter table drafting.version add column reason text;
