/** A small town with the preset's items: three communities, their units, people with what departments told about them. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Refused } from '@liren/contract'
import type { Preset } from '@liren/kernel'
import type { Person } from '@liren/testing'

export const district = '440104000000'
export const street = '440104001000'
/** 越秀山社区 and 应元社区 of one street. */
export const [here, nextDoor] = ['440104001001', '440104001002'] as const

const folder = resolve(import.meta.dirname, '../../../presets/yuexiu')
const kept = [district, street, here, nextDoor] as string[]
type Areas = { areas: [string, ...unknown[]][]; cells: Record<string, unknown> }

/** The demo preset cut down to two communities, without demo people, places and accounts. */
export const smallPreset = (): Preset => ({
  name: 'small-town',
  modules: [],
  scale: 'demo',
  has: (path) => !/(places|buildings|demo|accounts)\.json$/.test(path) && existsSync(resolve(folder, path)),
  read: async <T>(path: string) => {
    const file: unknown = JSON.parse(await readFile(resolve(folder, path), 'utf8'))
    if (path !== 'territory/areas.json') return file as T // tests know what they ask for
    const whole = file as Areas
    return {
      ...whole,
      areas: whole.areas.filter(([code]) => kept.includes(code)),
      cells: Object.fromEntries(Object.entries(whole.cells).filter(([code]) => kept.includes(code))),
    } as T
  },
  progress: () => {},
})

/** How somebody was refused. */
export const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  const { code, status, field, facts } = error.problem
  return { code, status, field, facts }
}

/** A grey gradient, sixteen dots wide. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)
/** A picture as a phone sends it. */
export const picked = async (who: Person): Promise<string> => {
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([picture], { type: 'image/png' }), '材料.png')
  const reply = await who.raw('PUT', `/api/files/uploads/${id}`, form)
  if (reply.status !== 200) throw new Error(`not taken: ${await reply.text()}`)
  return ((await reply.json()) as { id: string }).id
}
