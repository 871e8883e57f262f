// What the machine must have before a mail server can start; nothing is installed here, only said.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartRefused } from '../platform/installation.ts'

const PACKAGES: Record<string, string[]> = {
  postfix: ['/usr/sbin/postfix'],
  'postfix-pgsql': ['/usr/lib/postfix/postfix-pgsql.so'],
  'dovecot-imapd': ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap'],
  'dovecot-lmtpd': ['/usr/lib/dovecot/lmtp'],
  'dovecot-pgsql': ['/usr/lib/dovecot/modules/auth/libdriver_pgsql.so'],
}

/** Debian packages that `mail up` needs and does not find. */
export const missingPackages = (): string[] =>
  Object.entries(PACKAGES)
    .filter(([, files]) => !files.every((file) => existsSync(file)))
    .map(([name]) => name)

export function checkMachine(): void {
  const missing = missingPackages()
  if (missing.length > 0)
    throw new StartRefused(
      `Máy này chưa có máy chủ thư. Cài rồi chạy lại:\n  apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    )
  if (process.getuid?.() !== 0)
    throw new StartRefused(
      'Postfix chỉ khởi động được dưới quyền root. Chạy lại bằng sudo ./congvan mail up.',
    )
  const version = execFileSync('/usr/sbin/dovecot', ['--version'], { encoding: 'utf8' }).trim()
  if (!version.startsWith('2.3.'))
    throw new StartRefused(
      `Dovecot ${version} chưa được hỗ trợ: cấu hình viết cho 2.3 (Debian 12). Dùng máy chủ IMAP/SMTP riêng bằng ./congvan mail use.`,
    )
}

/** Dovecot's and Postfix's own users must be able to pass every folder down to DATA/mail. */
export async function checkPassable(folder: string): Promise<void> {
  for (let at = folder; ; at = dirname(at)) {
    const mode = (await stat(at).catch(() => null))?.mode
    if (mode !== undefined && (mode & 0o001) === 0)
      throw new StartRefused(
        `Thư mục ${at} không cho người dùng mail và postfix đi qua. Chạy chmod o+x ${at}, hoặc đặt --data ở nơi khác (ví dụ /srv/congvan).`,
      )
    if (dirname(at) === at) return
  }
}
