/** A small town for the tests of points: two communities, people and a household, and a trial module whose acts may be rewarded. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineContract, Refused, Type } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { defineModule, type Module, type Preset } from '@liren/kernel'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people as register } from '@liren/people/contract'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { type PointsPort, points } from '../contract.ts'
import module from '../server/module.ts'

export const [here, nextDoor] = ['440104001001', '440104001002'] as const
const folder = resolve(import.meta.dirname, '../../../presets/yuexiu')
const kept = ['440104000000', '440104001000', here, nextDoor] as string[]
type Areas = { areas: [string, ...unknown[]][]; cells: Record<string, unknown> }

const preset = (more: Readonly<Record<string, unknown>>): Preset => ({
  name: 'purse-town',
  modules: [],
  scale: 'demo',
  has: (path) =>
    path in more || (!/(places|buildings|demo|accounts|rules)\.json$/.test(path) && existsSync(resolve(folder, path))),
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

/** Sweeping the stairs: whoever does it, for whom, how long; a stand-in for any module that tells of what people did. */
export const sweeping = defineContract({
  name: 'sweeping',
  events: {
    swept: Type.Object({
      sweeperId: Type.String(),
      forId: Type.Union([Type.String(), Type.Null()]),
      hours: Type.Number(),
      score: Type.Integer(),
      communityCode: Type.String(),
      photoIds: Type.Array(Type.String()),
      title: Type.Optional(Type.String()),
      placeId: Type.Optional(Type.String()),
    }),
    littered: Type.Object({ personId: Type.String(), communityCode: Type.String() }),
    closed: Type.Object({ caseId: Type.String(), personId: Type.String(), communityCode: Type.String() }),
  },
})
const words = { title: '扫楼道', event: { swept: '扫了楼道', littered: '乱丢垃圾', closed: '办结' } }
const sweepingModule = defineModule({ contract: sweeping, locales: { 'zh-CN': words, en: words } })

export const sweepRule = {
  code: 'sweeping',
  name: '扫楼道',
  nameEn: 'Swept the stairs',
  on: 'sweeping/swept',
  credit: 'sweeperId',
  with: 'forId',
  when: 'score >= 4',
  points: 10,
  times: 'hours',
  perDay: 30,
}
export const litterRule = {
  code: 'littering',
  name: '乱丢垃圾',
  nameEn: 'Littered',
  on: 'sweeping/littered',
  credit: 'personId',
  points: -5,
}

export type Purse = Awaited<ReturnType<typeof purseTown>>

export const purseTown = async (
  now = '2026-11-23T10:00:00+08:00',
  options: {
    readonly rules?: readonly unknown[]
    readonly others?: readonly Module[]
    readonly env?: Record<string, string>
  } = {},
) => {
  const town: Town = await host(
    [
      territory,
      organisation,
      identity,
      people,
      files,
      notices,
      matters,
      module,
      sweepingModule,
      ...(options.others ?? []),
    ],
    {
      now,
      preset: preset({ 'points/rules.json': { rules: options.rules ?? [sweepRule, litterRule] } }),
      ...(options.env ? { env: options.env } : {}),
    },
  )
  const as = (role: string, area: string = here, personId: string | null = null, id = randomUUID()) =>
    town.as({ id, roles: [{ role, area, unitId: null }], personId })
  /** Somebody who lives here, entered in the register; a birthday only where it is said. */
  const neighbour = async (fullName: string, area: string = here, more: { readonly birthOn?: string } = {}) => {
    const body = { fullName, areaCode: `${area}001`, ...more }
    const { id: personId } = await as('communityWorker', area).ask(register, 'register', { body })
    return { personId, me: as('resident', area, personId) }
  }
  const household = async (head: string, ...others: readonly string[]) => {
    const grid = as('gridWorker')
    const home = await grid.ask(register, 'createHousehold', { body: { areaCode: `${here}001`, headPersonId: head } })
    for (const personId of others)
      await grid.ask(register, 'addHouseholdMember', { params: { id: home.id }, body: { personId, relation: '家人' } })
    return home.id
  }
  const port = <T>(use: (port: PointsPort) => Promise<T>): Promise<T> =>
    town.work(module, (work) => use(work.use(points)))
  let serial = 0
  /** A present of points, out of the budget. */
  const give = (personId: string, amount: number, area: string = here) => {
    serial += 1
    const key = `give ${serial}`
    return port((ledger) => ledger.credit({ personId }, { source: 'test', key, amount, area, because: '测试' }))
  }
  const tell = async (event: 'swept' | 'littered' | 'closed', fact: Record<string, unknown>) => {
    await town.work(sweepingModule, async (work) => work.emit(event as never, fact as never))
    await town.settle()
  }
  const balance = async (person: Person) => {
    const { wallets } = await person.ask(points, 'mine')
    return wallets.find(({ which, unit }) => which === 'mine' && unit === 'point')?.free ?? 0
  }
  return { town, sweeping: sweepingModule, as, neighbour, household, port, give, tell, balance }
}

/** The refusal of an act that must not work. */
export const refusal = async (asked: Promise<unknown>): Promise<string> => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Refused) return error.problem.code
  const { code } = (error ?? {}) as { code?: string }
  if (code) return code
  throw new Error(`not refused: ${String(error)}`)
}
