// DOCX → PDF by the machine's own LibreOffice: another program reads a stranger's file, so it works in a cell.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const PROGRAMS = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice']
const UNSHARE = '/usr/bin/unshare'
const NOBODY = 65534
const MOST_PDF = 200 * 1024 * 1024

/** Where LibreOffice is on this machine, or null; CONGVAN_SOFFICE names another place, empty means none. */
export function officeProgram(): string | null {
  const said = process.env.CONGVAN_SOFFICE
  if (said !== undefined) return said && existsSync(said) ? said : null
  return PROGRAMS.find((path) => existsSync(path)) ?? null
}

/**
 * One file, one cell: its own folder and profile, nobody's rights when we are root, no network where the kernel allows,
 * an end after `seconds`. Macros do not run: a fresh profile trusts nobody.
 * Throws an Error with a short reason when no PDF comes out of it.
 */
export async function docxToPdf(docx: Uint8Array, seconds = 90): Promise<Buffer> {
  const program = officeProgram()
  if (!program) throw new Error('LibreOffice is not installed')
  const cell = await mkdtemp(join(tmpdir(), 'congvan-office-'))
  try {
    const [home, input, output] = [join(cell, 'home'), join(cell, 'van-ban.docx'), join(cell, 'van-ban.pdf')]
    await mkdir(home, { mode: 0o700 })
    await writeFile(input, docx, { mode: 0o600 })
    const asNobody = process.getuid?.() === 0
    if (asNobody) for (const path of [cell, home, input]) await chown(path, NOBODY, NOBODY)
    const args = [
      `-env:UserInstallation=${pathToFileURL(home).href}/profile`,
      '--headless',
      '--invisible',
      '--norestore',
      '--nolockcheck',
      '--nodefault',
      '--convert-to',
      'pdf:writer_pdf_Export',
      '--outdir',
      cell,
      input,
    ]
    const cut =
      existsSync(UNSHARE) && (await run(UNSHARE, ['-rn', 'true'], cell, asNobody, 5).catch(() => 1)) === 0
    const code = cut
      ? await run(UNSHARE, ['-rn', program, ...args], cell, asNobody, seconds)
      : await run(program, args, cell, asNobody, seconds)
    const made = await stat(output).catch(() => null)
    if (!made?.isFile() || made.size === 0 || made.size > MOST_PDF)
      throw new Error(`LibreOffice made no PDF (${code})`)
    return await readFile(output)
  } finally {
    await rm(cell, { recursive: true, force: true })
  }
}

/** The whole group ends at the deadline: the office starts children of its own. */
function run(
  program: string,
  args: string[],
  cell: string,
  asNobody: boolean,
  seconds: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: cell,
      detached: true,
      stdio: 'ignore',
      // Nothing of ours is told to it; an address that answers nothing where the network could not be cut.
      env: {
        PATH: '/usr/bin:/bin',
        HOME: join(cell, 'home'),
        TMPDIR: cell,
        LANG: 'C.UTF-8',
        SAL_USE_VCLPLUGIN: 'svp',
        http_proxy: 'http://127.0.0.1:9',
        https_proxy: 'http://127.0.0.1:9',
      },
      ...(asNobody ? { uid: NOBODY, gid: NOBODY } : {}),
    })
    let late = false
    const deadline = setTimeout(() => {
      late = true
      killGroup(child.pid)
    }, seconds * 1000)
    child.once('error', (error) => {
      clearTimeout(deadline)
      reject(error)
    })
    child.once('exit', (code) => {
      clearTimeout(deadline)
      killGroup(child.pid)
      if (late) reject(new Error(`LibreOffice took more than ${seconds} seconds`))
      else resolve(code ?? 1)
    })
  })
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone already.
  }
}
