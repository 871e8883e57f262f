-- Large attachments between two Congvans travel beside their packet, in pieces that a cut does not undo.
create table exchange.enclosure (
  peer_id text not null references exchange.peer (id),
  packet_sha256 text not null,
  sha256 text not null,
  bytes bigint not null,
  primary key (peer_id, packet_sha256, sha256)
);
comment on table exchange.enclosure is 'What a packet of ours names but does not carry: that peer may have these bytes.';
grant select, insert on exchange.enclosure to :app;

create table exchange.transfer (
  peer_id text not null references exchange.peer (id),
  sha256 text not null,
  bytes bigint not null check (bytes > 0),
  -- verified and on the disk
  have bigint not null default 0,
  completed_at timestamptz,
  touched_at timestamptz not null,
  primary key (peer_id, sha256)
);
comment on table exchange.transfer is 'A file that a peer brings in pieces. Only what this peer brought itself counts as brought by it.';
create index transfer_open on exchange.transfer (touched_at) where completed_at is null;
grant select, insert, update, delete on exchange.transfer to :app;
