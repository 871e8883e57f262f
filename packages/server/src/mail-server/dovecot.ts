// Dovecot's configuration (2.3): IMAP for people and the product, LMTP and SASL for Postfix, accounts from PostgreSQL.
import { join } from 'node:path'
import type { MailFolders, MailState } from './layout.ts'

/** Owner of all mail on the disk: Debian's own user `mail`; Dovecot refuses to keep mail as root. */
export const MAIL_USER = 'mail'

const LOGIN_MARK = 'last-login/%u'
/** The product's own reading is not the person's use of the box (indicator TD02). */
const PRODUCT_MARK = 'product/%u'

export function dovecotConf(folders: MailFolders, state: MailState): string {
  return `# Written by ./congvan mail up; changed there, not here.
base_dir = ${folders.run}
state_dir = ${folders.run}
log_path = ${join(folders.log, 'dovecot.log')}
info_log_path = ${join(folders.log, 'dovecot.log')}
instance_name = congvan
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_verbose = yes
auth_cache_size = 0
auth_failure_delay = 1 secs
first_valid_uid = 1
mail_uid = ${MAIL_USER}
mail_gid = ${MAIL_USER}
mail_location = maildir:~/Maildir
mail_plugins = quota
mail_max_userip_connections = 60
submission_host = 127.0.0.1:${state.ports.inbound}
postmaster_address = postmaster@${state.domain}
hostname = ${state.hostname}
default_vsz_limit = 256M

passdb {
  driver = sql
  args = ${join(folders.dovecot, 'token.conf.ext')}
  result_failure = continue
  result_internalfail = return-fail
}
passdb {
  driver = sql
  args = ${join(folders.dovecot, 'password.conf.ext')}
}
userdb {
  driver = prefetch
}
userdb {
  driver = sql
  args = ${join(folders.dovecot, 'password.conf.ext')}
}

namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}

plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_grace = 0
  quota_status_success = DUNNO
  quota_status_nouser = DUNNO
  quota_status_overquota = "552 5.2.2 Mailbox is full"
  quota_exceeded_message = Mailbox is full
  last_login_dict = file:${join(folders.lastLogins, 'marks')}
  last_login_key = ${LOGIN_MARK}
}

service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${state.ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  unix_listener lmtp {
    mode = 0600
    user = postfix
  }
}
service auth {
  unix_listener auth-postfix {
    mode = 0600
    user = postfix
  }
}
service quota-status {
  executable = quota-status -p postfix
  unix_listener quota-status {
    mode = 0600
    user = postfix
  }
  client_limit = 10
}
# Everybody comes from 127.0.0.1: one person's wrong password must not slow the others.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
protocol imap {
  mail_plugins = $mail_plugins imap_quota last_login
}
protocol lmtp {
  mail_plugins = $mail_plugins
}
`
}

const connect = ({ database }: MailState) =>
  `driver = pgsql
connect = host=${database.host} port=${database.port} dbname=${database.name} user=${database.role} password=${database.password} connect_timeout=5
default_pass_scheme = ARGON2ID`

const home = (folders: MailFolders) =>
  `'${folders.boxes}/' || split_part(address, '@', 2) || '/' || split_part(address, '@', 1)`

export const passwordConf = (folders: MailFolders, state: MailState): string => `${connect(state)}
password_query = select address as user, password_hash as password from mail_server.account where address = lower('%u') and password_hash is not null
user_query = select address as user, ${home(folders)} as home, '*:storage=' || quota_mb || 'M' as quota_rule from mail_server.account where address = lower('%u')
iterate_query = select address as user from mail_server.account
`

/** A token's text never reaches the database: Dovecot sends its SHA-256. */
export const tokenConf = (folders: MailFolders, state: MailState): string => `${connect(state)}
password_query = select address as user, null as password, 'Y' as nopassword, ${home(folders)} as userdb_home, '${MAIL_USER}' as userdb_uid, '${MAIL_USER}' as userdb_gid, '*:storage=' || quota_mb || 'M' as userdb_quota_rule, case kind when 'product' then '${PRODUCT_MARK}' else '${LOGIN_MARK}' end as userdb_last_login_key from mail_server.token where address = lower('%u') and hash = '%{sha256:password}'
`
