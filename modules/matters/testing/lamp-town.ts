/** A town for the spine's tests, with a trial module: street lamps (路灯), reported, dispatched, mended, checked. */
import { randomUUID } from 'node:crypto'
import { AreaCode, defineContract, Refused, Type } from '@liren/contract'
import { type IdentityPort, identity as identityContract, type Role } from '@liren/identity/contract'
import { answer, answerOnce, defineModule, type Module } from '@liren/kernel'
import { host, type Person, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { type MatterView, matters } from '../contract.ts'
import { defineProcess } from '../process.ts'
import plug from '../server/module.ts'

const lamp = defineProcess({
  name: 'lamp',
  states: {
    waiting: { phase: 'intake' },
    fixing: { phase: 'doing' },
    toCheck: { phase: 'checking' },
    closed: { phase: 'done' },
  },
  clocks: {
    accept: { limit: { amount: 1, unit: 'workHours' }, isStage: true },
    handle: { limit: { amount: 2, unit: 'workDays' } },
  },
  start: { states: ['waiting'], clocks: ['accept'] },
  moves: {
    dispatch: {
      from: ['waiting'],
      to: 'fixing',
      may: ['lamp.dispatch'],
      hop: true,
      clock: { stop: ['accept'], start: ['handle'] },
    },
    askReporter: { from: ['fixing'], to: null, may: ['holder'], clock: { pause: ['handle'], for: 'reporter' } },
    heard: { from: ['fixing'], to: null, may: ['holder', 'reporter'], clock: { resume: ['handle'] } },
    fix: {
      from: ['fixing'],
      to: 'toCheck',
      may: ['holder'],
      handles: true,
      asks: Type.Object({ what: Type.String({ minLength: 2 }) }, { additionalProperties: false }),
      evidence: { min: 1, kind: 'photo' },
      clock: { stop: ['handle'] },
    },
    pass: { from: ['toCheck'], to: 'closed', may: ['lamp.check', 'reporter'], not: ['handler'] },
    fail: {
      from: ['toCheck'],
      to: 'fixing',
      may: ['lamp.check', 'reporter'],
      not: ['handler'],
      isRework: true,
      clock: { start: ['handle'] },
    },
    giveBack: {
      from: ['fixing'],
      to: 'waiting',
      may: ['system'],
      hop: true,
      clock: { stop: ['handle'], start: ['accept'] },
    },
    ruled: { from: ['fixing'], to: 'fixing', may: ['system'], hop: true },
    reopen: { from: ['closed'], to: 'fixing', may: ['system'], clock: { start: ['handle'] } },
    own: { from: ['fixing'], to: null, may: ['holder'], isOwn: true },
  },
  acts: { return: 'giveBack', arbitrate: 'ruled', reopen: 'reopen' },
})
const Body = Type.Object(
  {
    title: Type.String(),
    areaCode: AreaCode,
    isPublic: Type.Optional(Type.Boolean()),
    summary: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
const Opened = Type.Object({ id: Type.String(), number: Type.String(), queryCode: Type.String() })
export const lamps = defineContract({
  name: 'lamps',
  permissions: { 'lamp.dispatch': ['dispatcher'], 'lamp.check': ['gridWorker'] },
  routes: {
    report: { method: 'POST', path: '/reports', may: 'anyone', body: Body, reply: Opened, status: 201 },
    reportAtOnce: { method: 'POST', path: '/quick', may: 'anyone', body: Body, reply: Opened, status: 201 },
  },
})
export const input = (body: { title: string; areaCode: string; isPublic?: boolean; summary?: string }) =>
  ({ process: 'lamp', source: 'resident', letter: 'R', ...body }) as const
const brief = ({ id, number, queryCode }: { id: string; number: string; queryCode: string }) => ({
  id,
  number,
  queryCode,
})
export const both = (words: object) => ({ 'zh-CN': words, en: words }) as never
const named = (names: object, word: string) => Object.fromEntries(Object.keys(names).map((name) => [name, word]))
export const lampModule = defineModule({
  contract: lamps,
  needs: [matters],
  locales: both({
    title: '路灯',
    permission: { 'lamp.dispatch': '派', 'lamp.check': '查' },
    process: { lamp: { state: named(lamp.states, '态'), move: named(lamp.moves, '步') } },
  }),
  gives: { matters: { processes: [lamp] } },
  routes: [
    answer(lamps, 'report', async (work, { body }) => brief(await work.use(matters).open(input(body)))),
    answerOnce(lamps, 'reportAtOnce', async (work, { body }) => {
      const opened = await work.use(matters).openSql(input(body))
      await sql`with ${opened.ctes}, ${work.tail()} select 1`.execute(work.db)
      return brief(opened)
    }),
  ],
})

export const area = '440104001001'
export const elsewhere = '440104002001'
export const power = randomUUID()
export const water = randomUUID()
export const court = randomUUID()
export const newcomers = randomUUID()
export const hour = 3_600_000
export const day = 24 * hour

/** A grey gradient, sixteen dots wide. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)
export const photoOf = async (who: Person) => {
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([picture], { type: 'image/png' }), '现场.png')
  const reply = await who.raw('PUT', `/api/files/uploads/${id}`, form)
  if (reply.status !== 200) throw new Error(`photo not taken: ${await reply.text()}`)
  return id
}

/** How somebody was refused, by code. */
export const refusal = async (asked: Promise<unknown>) => {
  try {
    await asked
  } catch (error) {
    if (error instanceof Refused) return error.problem.code
    throw error
  }
  return 'no refusal'
}

/** The town with its people and what they usually do. Monday morning, nine o'clock. */
export const openLampTown = async (needs: readonly Module[]) => {
  const town: Town = await host([...needs, plug, lampModule], { now: '2025-01-06T09:00:00+08:00' })
  const units = { [power]: '供电所', [water]: '水务所', [court]: '街道办', [newcomers]: '新所' }
  for (const [id, name] of Object.entries(units))
    await town.owner.query(
      `insert into organisation_units (id, code, kind, name, short_name, area_code, created_at)
       values ($1, $2, 'department', $3, $3, '440104000000', now())`,
      [id, id.slice(0, 8), name],
    )
  const someone = (role: string, name: string, where = area, unitId: string | null = null) =>
    town.as({ roles: [{ role, area: where, unitId }], name })
  /** They stand among the accounts, as whoever is handed something by name must. */
  const enrol = (person: Person) =>
    town.work('matters', (work) =>
      (work.use(identityContract as never) as IdentityPort).createAccount({
        id: person.actor.id ?? '',
        loginName: `u${(person.actor.id ?? '').slice(0, 8)}`,
        displayName: person.actor.name,
        kind: 'staff',
        roles: person.actor.grants.map(({ role, area, unitId }) => ({ role: role as Role, area, unitId })),
      }),
    )
  const chen = town.as({ roles: [{ role: 'resident', area, unitId: null }], name: '陈大文', personId: randomUUID() })
  const dispatcher = someone('dispatcher', '周派遣')
  const leader = someone('dutyLeader', '何值班长')
  const electrician = someone('handler', '电工阿强', '440104000000', power)
  const colleague = someone('handler', '电工阿明', '440104000000', power)
  const plumber = someone('handler', '水工阿良', '440104000000', water)
  const grid = someone('gridWorker', '林网格员')
  const stranger = someone('gridWorker', '别处网格员', elsewhere)

  const report = (title = '路灯不亮', more: object = {}) =>
    chen.ask(lamps, 'report', { body: { title, areaCode: area, ...more } })
  const read = (who: Person, id: string): Promise<MatterView> => who.ask(matters, 'read', { params: { id } })
  const move = (who: Person, id: string, name: string, body: object = {}) =>
    who.ask(matters, 'move', { params: { id, move: name }, body })
  const fix = async (who: Person, id: string, body: object = {}) =>
    move(who, id, 'fix', { facts: { what: '换了灯泡' }, files: [await photoOf(who)], ...body })
  const dispatched = async (title?: string) => {
    const { id } = await report(title)
    await move(dispatcher, id, 'dispatch', { unitId: power })
    return id
  }
  const closed = async () => {
    const id = await dispatched()
    await fix(electrician, id)
    await move(grid, id, 'pass')
    return id
  }
  return {
    town,
    enrol,
    someone,
    chen,
    dispatcher,
    leader,
    electrician,
    colleague,
    plumber,
    grid,
    stranger,
    report,
    read,
    move,
    fix,
    dispatched,
    closed,
  }
}
