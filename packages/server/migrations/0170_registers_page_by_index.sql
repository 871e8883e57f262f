-- A page of a book is read along its index: period and number both go down. Before, the whole book was sorted for every page.
create index entry_newest on registers.entry (agency_id, book_id, period desc, number desc, id desc);
drop index registers.entry_page;
