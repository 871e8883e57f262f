// `npm run test:interop`: EU DSS, veraPDF and pyHanko judge what we sign. Needs Java 17 with Maven and Python 3 with
// venv, and their package registries; where one is missing it says so and judges with the other.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCast } from '../packages/sign-core/src/pades/test-kit.ts'
import { type InteropFile, interopFiles } from './interop/files.ts'

const HERE = join(import.meta.dirname, 'interop')
const CACHE = join(import.meta.dirname, '..', '.cache', 'interop')
const FILES = join(CACHE, 'files')
const MINUTES = 60_000
/** The seal must cover a third of the signature (Decree 30/2020): DSS notes that elements overlap. */
const EXPECTED_WARNING = /^Elements overlap on page/
const problems: string[] = []

function run(command: string, args: string[], cwd = CACHE): { ok: boolean; out: string } {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 10 * MINUTES, maxBuffer: 1 << 28 })
  return {
    ok: done.status === 0,
    out: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`,
  }
}

function unavailable(what: string, why: string): false {
  console.log(`${what}: không chạy được ở đây – ${why.trim().split('\n').slice(-3).join(' ').slice(0, 300)}`)
  return false
}

function judgeWithDss(files: InteropFile[]): boolean {
  const jars = join(CACHE, 'target', 'dependency')
  if (!existsSync(join(CACHE, 'target', 'classes', 'Judge.class'))) {
    const goals = [`-DbuildDirectory=${CACHE}`, 'compile', 'dependency:copy-dependencies']
    const built = run('mvn', ['-q', '-B', '-f', join(HERE, 'pom.xml'), ...goals])
    if (!built.ok) return unavailable('EU DSS', built.out)
  }
  const names = files.map(
    ({ name, password }) => `files/${name}.pdf${password === undefined ? '' : `=${password}`}`,
  )
  const judged = run('java', [
    '-cp',
    `${join(CACHE, 'target', 'classes')}:${jars}/*`,
    'Judge',
    'files/anchors.pem',
    ...names,
  ])
  if (!judged.ok) {
    problems.push(`EU DSS: ${judged.out.slice(-1000)}`)
    return true
  }
  for (const file of files)
    checkDss(
      file,
      judged.out.split('\n').filter((line) => line.startsWith(`files/${file.name}.pdf\t`)),
    )
  return true
}

function checkDss({ name, level, signatures }: InteropFile, lines: string[]): void {
  const rows = lines.map((line) => line.split('\t').slice(1))
  const found = rows.filter(([kind]) => kind === 'signature')
  if (found.length !== signatures)
    problems.push(`EU DSS: ${name}: ${found.length} signatures instead of ${signatures}`)
  for (const [, format, indication, sub] of found) {
    if (format !== `PAdES-BASELINE-${level.slice(2)}`)
      problems.push(`EU DSS: ${name}: ${format} instead of ${level}`)
    // Judged without network: below B-LT nothing in the file proves that the certificate is not revoked.
    const proven = level === 'B-LT' || level === 'B-LTA'
    const passed = proven
      ? indication === 'TOTAL_PASSED'
      : indication === 'INDETERMINATE' && sub !== 'SIG_CRYPTO_FAILURE'
    if (!passed) problems.push(`EU DSS: ${name}: ${indication} ${sub}`)
  }
  for (const [kind, text] of rows) {
    if (kind === 'PDF/A-2b' && text !== 'true') problems.push(`veraPDF: ${name} is no longer PDF/A-2b`)
    if (kind === 'warning' && !EXPECTED_WARNING.test(text ?? '')) problems.push(`EU DSS: ${name}: ${text}`)
  }
}

function judgeWithPyhanko(files: InteropFile[]): boolean {
  const installedMark = join(CACHE, 'venv', 'lib', 'pyhanko-0.36.2')
  if (!existsSync(installedMark)) {
    const made = run('python3', ['-m', 'venv', 'venv'])
    if (!made.ok) return unavailable('pyHanko', made.out)
    const installed = run(join(CACHE, 'venv', 'bin', 'pip'), [
      'install',
      '-q',
      'pyhanko==0.36.2',
      'pyhanko-cli==0.4.2',
    ])
    if (!installed.ok) return unavailable('pyHanko', installed.out)
    writeFileSync(installedMark, '')
  }
  const judged = files.filter((file) => !file.notForPyhanko)
  const names = judged.map(
    ({ name, password }) => `files/${name}.pdf${password === undefined ? '' : `=${password}`}`,
  )
  const { out } = run(join(CACHE, 'venv', 'bin', 'python'), [
    join(HERE, 'judge.py'),
    'files/anchors.pem',
    ...names,
  ])
  for (const { name, signatures } of judged) {
    const line = out.split('\n').find((row) => row.startsWith(`files/${name}.pdf\t`))
    const [, valid, notes] = line?.split('\t') ?? []
    if (Number(valid) !== signatures)
      problems.push(`pyHanko: ${name}: ${valid} of ${signatures} valid: ${notes ?? out.slice(-300)}`)
  }
  return true
}

rmSync(FILES, { recursive: true, force: true })
mkdirSync(FILES, { recursive: true })
const cast = await makeCast()
const files = await interopFiles(cast)
writeFileSync(join(FILES, 'anchors.pem'), cast.lab.trustPem())
for (const { name, bytes } of files) writeFileSync(join(FILES, `${name}.pdf`), bytes)
const ran = [judgeWithDss(files), judgeWithPyhanko(files)].filter(Boolean).length
await cast.lab.close()
for (const problem of problems) console.error(problem)
console.log(`${files.length} tệp, ${ran} bên thứ ba đã xét, ${problems.length} điều không khớp`)
process.exit(problems.length > 0 ? 1 : 0)
