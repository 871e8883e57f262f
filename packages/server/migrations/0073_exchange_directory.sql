-- The national directory: 110,000 rows come as a stream, differences are applied, nothing is ever deleted.
alter table exchange.directory_entry add column search text not null default '';
alter table exchange.directory_entry add column seen_run text;
update exchange.directory_entry set search = lower(name || ' ' || code);
create index directory_peer on exchange.directory_entry (peer_id);
create index directory_successor on exchange.directory_entry (successor_code) where successor_code is not null;
