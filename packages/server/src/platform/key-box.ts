// Keys of files stand outside every backup, in one living box beside them: a file destroyed here is destroyed in each
// backup ever made, because its key is gone from the box (Law on State Secrets; clerical-work.md §6.2).
//   BOX/ab/<sha256>.key        the key of a file that lives
//   BOX/ab/<sha256>.destroyed  empty: this file was destroyed on purpose, no backup may bring it back
//   DATA/key-boxes.json        where this installation's boxes lie, so that destroying reaches them at once
import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

export const KEY_BOX = 'khoa-tep'
const place = (box: string, sha: string, ending: 'key' | 'destroyed') =>
  join(box, sha.slice(0, 2), `${sha}.${ending}`)
const there = async (path: string) => (await stat(path).catch(() => null)) !== null
const listPath = (data: string) => join(data, 'key-boxes.json')

export async function boxesOf(data: string): Promise<string[]> {
  const text = await readFile(listPath(data), 'utf8').catch(() => '[]')
  const list = JSON.parse(text) as unknown
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []
}

/** From now on destroying a file reaches this box too. */
export async function rememberBox(data: string, box: string): Promise<void> {
  const boxes = await boxesOf(data)
  if (boxes.includes(resolve(box))) return
  const fresh = `${listPath(data)}.${process.pid}`
  await writeFile(fresh, JSON.stringify([...boxes, resolve(box)]), { mode: 0o600 })
  await rename(fresh, listPath(data))
}

export async function putKey(box: string, sha: string, keyFile: string): Promise<void> {
  const path = place(box, sha, 'key')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rm(place(box, sha, 'destroyed'), { force: true })
  if (!(await there(path))) await copyFile(keyFile, path)
}

/** Written over, removed, and remembered: the sign stays so that a restore leaves the file out in peace. */
export async function destroyKey(box: string, sha: string): Promise<void> {
  const path = place(box, sha, 'key')
  const file = await open(path, 'r+').catch(() => null)
  if (file) {
    const { size } = await file.stat()
    await file.write(randomBytes(size), 0, size, 0)
    await file.sync()
    await file.close()
  }
  await rm(path, { force: true })
  await markDestroyed(box, sha)
}

export async function markDestroyed(box: string, sha: string): Promise<void> {
  const path = place(box, sha, 'destroyed')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, '', { mode: 0o600 })
}

export const wasDestroyed = (box: string, sha: string) => there(place(box, sha, 'destroyed'))
export const keyIn = async (box: string, sha: string): Promise<string | null> =>
  (await there(place(box, sha, 'key'))) ? place(box, sha, 'key') : null

/** The files destroyed on purpose, as a folder of blobs or a box remembers them. */
export async function destroyedIn(folder: string): Promise<string[]> {
  const all: string[] = []
  for (const part of await readdir(folder).catch(() => []))
    for (const name of await readdir(join(folder, part)).catch(() => []))
      if (name.endsWith('.destroyed')) all.push(name.slice(0, 64))
  return all
}
