-- Certificates that must not sign from this moment on, whatever their authority still says of them: the province's register
-- blocks at once (mất, lộ, chuyển công tác), the authority decides later. No agency's secret: a number and a day.
create table signing.stopped_certificate (
  serial text primary key,
  since timestamptz not null,
  why text not null check (why in ('suspended', 'revocation-pending', 'revoked', 'closed'))
);
comment on table signing.stopped_certificate is 'Numbers (lower-case hexadecimal, no leading zeros) that sign nothing here: blocked by the register of certificates.';
grant select, insert, update, delete on signing.stopped_certificate to :app;

insert into signing.stopped_certificate (serial, since, why)
select distinct on (1) ltrim(lower(c.serial), '0'), c.state_since, c.state
from provisioning.certificate c
where c.state in ('suspended', 'revocation-pending', 'revoked', 'closed')
on conflict do nothing;
