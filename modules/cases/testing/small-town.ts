/** A small town for the tests of cases: three communities of the demo district with its units, categories and duty lists. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Refused } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import type { Module, Preset } from '@liren/kernel'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import cases from '../server/module.ts'

export const district = '440104000000'
export const street = '440104001000'
/** 越秀山社区 and 应元社区 of one street; 西湖社区 of another. */
export const [here, nextDoor, elsewhere] = ['440104001001', '440104001002', '440104003001'] as const
/** A spot in 越秀山社区. */
export const spot = { lon: 113.260189, lat: 23.147038 }

const folder = resolve(import.meta.dirname, '../../../presets/yuexiu')
const kept = [district, street, '440104003000', here, nextDoor, elsewhere] as string[]
type Areas = { areas: [string, ...unknown[]][]; cells: Record<string, unknown> }

/** The demo preset cut down to three communities; nobody's demo cases, buildings or places. */
export const smallPreset = (more: Readonly<Record<string, unknown>> = {}): Preset => ({
  name: 'small-town',
  modules: [],
  scale: 'demo',
  has: (path) =>
    path in more || (!/(places|buildings|demo|accounts)\.json$/.test(path) && existsSync(resolve(folder, path))),
  // Tests know what they ask for.
  read: async <T>(path: string) => {
    if (path in more) return more[path] as T
    const file: unknown = JSON.parse(await readFile(resolve(folder, path), 'utf8'))
    if (path !== 'territory/areas.json') return file as T
    const whole = file as Areas
    return {
      ...whole,
      areas: whole.areas.filter(([code]) => kept.includes(code)),
      cells: Object.fromEntries(Object.entries(whole.cells).filter(([code]) => kept.includes(code))),
    } as T
  },
  progress: () => {},
})

export const openTown = async (
  now: string,
  more: Readonly<Record<string, unknown>> = {},
  others: readonly Module[] = [],
): Promise<Town> =>
  host([territory, organisation, identity, people, files, notices, matters, cases, ...others], {
    now,
    preset: smallPreset(more),
  })

/** Photos as a phone sends them. */
export const photos = (who: Person, count = 1): Promise<string[]> =>
  sent(who, count, new Blob([picture], { type: 'image/png' }), '现场.png')

/** A film of no length, as its first bytes say. */
export const film = async (who: Person): Promise<string> => {
  const start = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypisom'),
    Buffer.from([0, 0, 2, 0]),
    Buffer.from('isommp42'),
  ])
  const [id = ''] = await sent(who, 1, new Blob([start, Buffer.alloc(2000)], { type: 'video/mp4' }), '现场.mp4')
  return id
}

const sent = async (who: Person, count: number, bytes: Blob, name: string): Promise<string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const id = randomUUID()
    const form = new FormData()
    form.append('file', bytes, name)
    const reply = await who.raw('PUT', `/api/files/uploads/${id}`, form)
    if (reply.status !== 200) throw new Error(`photo not taken: ${await reply.text()}`)
    ids.push(((await reply.json()) as { id: string }).id)
  }
  return ids
}

/** A grey gradient, sixteen dots wide. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)

/** How somebody was refused. */
export const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  const { code, status, field } = error.problem
  return { code, status, field }
}
