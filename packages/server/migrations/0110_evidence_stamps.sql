-- RFC 3161 tokens over checkpoints: what stood in the log stood there before that time, also by a stranger's word.
create table evidence.stamp (
  size bigint primary key references evidence.checkpoint (size),
  token bytea not null,
  stamped_at timestamptz not null
);
comment on table evidence.stamp is 'Time-stamp token over the bytes of the checkpoint’s note; newest and newest cosigned, every few minutes.';
grant select, insert on evidence.stamp to :app;
