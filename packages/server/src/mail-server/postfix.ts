// Postfix's own instance: its configuration, queue and log below DATA/mail; Debian's /etc/postfix is not touched.
import { join } from 'node:path'
import type { MailFolders, MailState } from './layout.ts'

const map = (folders: MailFolders, name: string) => `pgsql:${join(folders.postfix, `${name}.cf`)}`

export function mainCf(folders: MailFolders, state: MailState): string {
  const outside = state.relay
    ? `relayhost = ${relayhost(state.relay)}\nsmtp_tls_security_level = may`
    : 'default_transport = error:5.7.1 no relay is set for other domains (./congvan mail up --relay)'
  return `# Written by ./congvan mail up; changed there, not here.
compatibility_level = 3.6
queue_directory = ${folders.queue}
data_directory = ${folders.postfixData}
meta_directory = /etc/postfix
myhostname = ${state.hostname}
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:5.1.1 no local mail here
smtputf8_enable = yes
biff = no
append_dot_mydomain = no
maillog_file = ${join(folders.log, 'postfix.log')}
maillog_file_prefixes = ${folders.log}
message_size_limit = 62914560
mailbox_size_limit = 0
virtual_mailbox_limit = 0
virtual_mailbox_domains = ${state.domain}
virtual_mailbox_maps = ${map(folders, 'boxes')}
virtual_alias_maps = ${map(folders, 'forwards')}
virtual_transport = lmtp:unix:${join(folders.run, 'lmtp')}
lmtp_destination_concurrency_limit = 10
minimal_backoff_time = 30s
maximal_backoff_time = 600s
queue_run_delay = 30s
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${join(folders.run, 'auth-postfix')}
smtpd_sender_login_maps = ${map(folders, 'senders')}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access ${map(folders, 'refused')}, reject_unlisted_recipient, check_policy_service unix:${join(folders.run, 'quota-status')}
smtpd_reject_unlisted_recipient = yes
address_verify_negative_cache = no
${outside}
`
}

function relayhost(relay: string): string {
  const [host, port] = relay.split(':')
  return `[${host}]:${port}`
}

export const masterCf = ({ ports }: MailState): string => `# Written by ./congvan mail up.
127.0.0.1:${ports.inbound} inet n - n - - smtpd
127.0.0.1:${ports.submission} inet n - n - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o smtpd_sender_restrictions=reject_sender_login_mismatch
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
pickup unix n - n 60 1 pickup
postlog unix-dgram n - n - 1 postlogd
`

const QUERIES = {
  boxes: `select address from mail_server.account where address = lower('%s')`,
  forwards: `select goes_to from mail_server.forward where address = lower('%s')`,
  senders: `select login from mail_server.sender where address = lower('%s')`,
  refused: `select '550 5.2.1 mailbox suspended' from mail_server.refused where address = lower('%s')`,
}

/** Map name → file text; they hold the role's password and are read by root and postfix only. */
export const pgsqlMaps = ({ database }: MailState): Record<string, string> =>
  Object.fromEntries(
    Object.entries(QUERIES).map(([name, query]) => [
      `${name}.cf`,
      `hosts = ${database.host}:${database.port}\nuser = ${database.role}\npassword = ${database.password}\ndbname = ${database.name}\nquery = ${query}\n`,
    ]),
  )
