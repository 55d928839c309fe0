/** A small district for the centre's tests: two communities, two units, and a trial module whose cases walk the seven steps. */
import { randomUUID } from 'node:crypto'
import { AreaCode, defineContract, Refused, Type } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { answer, defineModule } from '@liren/kernel'
import { defineProcess, matters } from '@liren/matters/contract'
import mattersPlug from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import plug from '../server/module.ts'

export const [here, nextDoor, elsewhere] = ['440104001001', '440104001002', '440104003001'] as const
export const street = '440104001000'
export const district = '440104000000'
export const cell = '440104001001001'

const trial = defineProcess({
  name: 'street-case',
  states: {
    intake: { phase: 'intake' },
    assigned: { phase: 'doing' },
    handling: { phase: 'doing' },
    checking: { phase: 'checking' },
    closed: { phase: 'done' },
  },
  clocks: {
    accept: { limit: { amount: 1, unit: 'workHours' }, isStage: true },
    signIn: { limit: { amount: 2, unit: 'workHours' }, isStage: true },
    handle: { limit: { amount: 2, unit: 'workDays' } },
    check: { limit: { amount: 2, unit: 'workHours' }, isStage: true },
  },
  start: { states: ['intake'], clocks: ['accept'] },
  moves: {
    dispatch: {
      from: ['intake'],
      to: 'assigned',
      may: ['matter.assign'],
      hop: true,
      clock: { stop: ['accept'], start: ['signIn', 'handle'] },
    },
    signIn: { from: ['assigned'], to: 'handling', may: ['holder'], clock: { stop: ['signIn'] } },
    reply: {
      from: ['handling'],
      to: 'checking',
      may: ['holder'],
      handles: true,
      asks: Type.Object({ text: Type.String() }, { additionalProperties: false }),
      clock: { stop: ['handle'], start: ['check'] },
    },
    pass: { from: ['checking'], to: 'closed', may: ['matter.assign'], not: ['handler'], clock: { stop: ['check'] } },
    giveBack: {
      from: ['assigned', 'handling'],
      to: 'intake',
      may: ['system'],
      hop: true,
      clock: { start: ['accept'] },
    },
    takeUpAgain: { from: ['closed'], to: 'handling', may: ['system'], clock: { start: ['handle'] } },
  },
  acts: { return: 'giveBack', reopen: 'takeUpAgain' },
})

const Body = Type.Object(
  {
    title: Type.String(),
    areaCode: AreaCode,
    cellCode: Type.Optional(AreaCode),
    grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    source: Type.Optional(Type.String()),
    isRestricted: Type.Optional(Type.Boolean()),
    category: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
const streets = defineContract({
  name: 'street',
  routes: {
    report: {
      method: 'POST',
      path: '/reports',
      may: 'anyone',
      body: Body,
      reply: Type.Object({ id: Type.String() }),
      status: 201,
    },
  },
})
const named = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [name, '词']))
const both = (words: object) => ({ 'zh-CN': words, en: words }) as never
const streetModule = defineModule({
  contract: streets,
  needs: [matters],
  locales: both({
    title: '街面',
    process: { 'street-case': { state: named(trial.states), move: named(trial.moves) } },
  }),
  gives: { matters: { processes: [trial] }, command: { counted: [trial.name] } },
  routes: [
    answer(streets, 'report', async (work, { body }) => {
      const { category, grade, source, ...rest } = body
      const { id } = await work.use(matters).open({
        process: 'street-case',
        source: source ?? 'snap',
        letter: 'R',
        ...rest,
        ...(grade ? { grade: grade as 1 | 2 | 3 | 4 } : {}),
        ...(category ? { facts: { categoryCode: category } } : {}),
      })
      return { id }
    }),
  ],
})

export const water = randomUUID()
export const committee = randomUUID()
export const office = randomUUID()
/** Called last for the gravest; its code is the one the organisation's settings name. */
export const emergency = randomUUID()

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

/** Tuesday morning, nine o'clock. */
export const openDistrict = async () => {
  const town: Town = await host([territory, organisation, identity, files, notices, mattersPlug, streetModule, plug], {
    now: '2026-11-03T09:00:00+08:00',
  })
  const unit = (id: string, kind: string, name: string, area: string) =>
    town.owner.query(
      `insert into organisation_units (id, code, kind, name, short_name, area_code, created_at) values ($1, $2, $3, $4, $4, $5, now())`,
      [id, id.slice(0, 8), kind, name, area],
    )
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on)
      select code, name, level, parent_code, '2020-01-01' from jsonb_to_recordset($1::jsonb) as a(code text, name text, level text, parent_code text)`,
    [
      JSON.stringify([
        { code: district, name: '越秀区', level: 'district', parent_code: null },
        { code: street, name: '洪桥街道', level: 'subdistrict', parent_code: district },
        { code: '440104003000', name: '北京街道', level: 'subdistrict', parent_code: district },
        { code: here, name: '越秀山社区', level: 'community', parent_code: street },
        { code: nextDoor, name: '应元社区', level: 'community', parent_code: street },
        { code: elsewhere, name: '西湖社区', level: 'community', parent_code: '440104003000' },
      ]),
    ],
  )
  await town.owner.query(`update territory_revisions set revision = 'small-district'`)
  await unit(water, 'department', '水务局', district).catch(() => unit(water, 'government', '水务局', district))
  await unit(emergency, 'government', '应急局', district)
  await town.owner.query(`update organisation_units set code = 'D-YJ' where id = $1`, [emergency])
  await unit(office, 'subdistrict', '洪桥街道', street)
  await unit(committee, 'residentsCommittee', '越秀山居委会', here)
  const someone = (role: string, name: string, area: string = district, unitId: string | null = null) =>
    town.as({ roles: [{ role, area, unitId }], name })
  const chen = town.as({ roles: [{ role: 'resident', area: here, unitId: null }], name: '陈大文' })
  const dispatcher = someone('dispatcher', '周派遣')
  const leader = someone('dutyLeader', '何值班长')
  const supervisor = someone('supervisor', '李督查')
  const plumber = someone('handler', '水工阿良', district, water)
  const report = async (more: object = {}, who: Person = chen) => {
    const body = { title: '水管爆了', areaCode: here as string, cellCode: cell as string, ...more }
    return (await who.ask(streets, 'report', { body })).id
  }
  const move = (who: Person, id: string, name: string, body: object = {}) =>
    who.ask(matters, 'move', { params: { id, move: name }, body })
  const dispatched = async (more: object = {}) => {
    const id = await report(more)
    await move(leader, id, 'dispatch', { unitId: water })
    return id
  }
  const closed = async (more: object = {}) => {
    const id = await dispatched(more)
    await move(plumber, id, 'signIn')
    await move(plumber, id, 'reply', { facts: { text: '换了一段水管，已恢复供水' } })
    await move(leader, id, 'pass')
    return id
  }
  /** What happened is counted, and a moment has passed since the last look. */
  const settle = async () => {
    await town.settle()
    town.clock.advance(1000)
  }
  /** As an import does it: many at once, with their past. */
  const layDown = (
    cases: readonly { readonly title: string; readonly areaCode: string; readonly cellCode: string }[],
  ) =>
    town.work(streetModule, (work) =>
      work.use(matters).openMany(
        cases.map((one) => ({
          process: 'street-case',
          source: 'snap',
          letter: 'R',
          openedAt: town.clock.now(),
          ...one,
        })),
      ),
    )
  return {
    layDown,
    town,
    someone,
    chen,
    dispatcher,
    leader,
    supervisor,
    plumber,
    report,
    move,
    dispatched,
    closed,
    settle,
  }
}
