create schema registers;
grant usage on schema registers to :app;

create table registers.book (
  agency_id uuid not null references organisations.agency (id),
  id uuid not null,
  direction text not null check (direction in ('incoming', 'outgoing')),
  name text not null,
  opens_on date not null,
  closes_on date,
  primary key (agency_id, id)
);
call platform.protect('registers.book');
grant select, insert, update on registers.book to :app;

create table registers.series (
  agency_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  -- null: every type that no other series of the book names
  type_codes text[],
  reset text not null check (reset in ('year', 'term')),
  term text,
  template text not null,
  primary key (agency_id, id),
  foreign key (agency_id, book_id) references registers.book (agency_id, id),
  check ((reset = 'term') = (term is not null))
);
comment on table registers.series is 'One run of numbers: by year (Decree 30 Art 15.1) or by the Party committee''s term; which types share one is the agency''s decision (Art 15.1.c).';
call platform.protect('registers.series');
grant select, insert, update on registers.series to :app;

create table registers.counter (
  agency_id uuid not null,
  series_id uuid not null,
  period text not null,
  -- numbers below it were given before the office joined the system
  first_number int not null default 1,
  last_number int not null default 0,
  primary key (agency_id, series_id, period),
  foreign key (agency_id, series_id) references registers.series (agency_id, id),
  check (last_number >= first_number - 1)
);
comment on table registers.counter is 'Locked row: taking a number waits here, so a rolled-back command leaves no hole.';
call platform.protect('registers.counter');
grant select, insert, update on registers.counter to :app;

create table registers.entry (
  agency_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  series_id uuid not null,
  period text not null,
  number int not null check (number > 0),
  symbol text,
  state text not null check (state in ('used', 'bound', 'reserved', 'cancelled')),
  document_id uuid,
  registered_on date not null,
  -- the columns of the printed register, as they stood when written (Appendix IV)
  issuer_name text,
  number_symbol text,
  issued_on date,
  type_and_subject text not null default '',
  signer_name text,
  recipients text,
  handler text,
  copies int,
  handed_over_on date,
  note text,
  reason text,
  expires_on date,
  primary key (agency_id, id),
  unique (agency_id, series_id, period, number),
  check (state = 'reserved' or document_id is not null or reason is not null),
  check (state <> 'cancelled' or reason is not null)
);
comment on table registers.entry is 'A row of a register. Every number 1…max of a series has exactly one: used, bound, reserved, or cancelled with its reason.';
create index entry_page on registers.entry (agency_id, book_id, period, number desc);
create unique index entry_document on registers.entry (agency_id, document_id) where state in ('used', 'bound');
-- Art 15.1: number and symbol are unique in the agency and the year, over all books
create unique index entry_number_symbol on registers.entry (agency_id, period, number, symbol) where symbol is not null;
call platform.protect('registers.entry');
grant select, insert, update on registers.entry to :app;
