/**
 * A declared tool against a native module doing the same — audience, form, sealed field, matter, record, points, events, audit — in
 * the same process, on the same database, in turns of a round each. BENCH_ROUNDS (default 12) shortens or lengthens it.
 */

import catalogue from '@liren/catalogue/server'
import { defineContract, Id, Personal, Type } from '@liren/contract'
import files from '@liren/files/server'
import forms from '@liren/forms/server'
import identity from '@liren/identity/server'
import { answer, compileRule, defineModule, secretsOf, uuidv7 } from '@liren/kernel'
import { defineProcess, matters } from '@liren/matters/contract'
import mattersModule from '@liren/matters/server'
import notices from '@liren/notices/server'
import { organisation } from '@liren/organisation/contract'
import organisationModule from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person } from '@liren/testing'
import testServer from '@liren/testing/database'
import { toolLibrary } from '@liren/tool-library/contract'
import { installBytes } from '@liren/tool-library/install'
import toolModule from '@liren/tool-library/server'
import { borrowing } from '@liren/tool-library/testing/sample'
import { sql } from 'kysely'
import { percentile, report } from './measure.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 12)
const each = 40
const here = '440104001001'

const loan = defineProcess({
  name: 'lending-loan',
  states: {
    asked: { phase: 'intake' },
    lent: { phase: 'doing' },
    returned: { phase: 'done' },
    cancelled: { phase: 'done' },
  },
  clocks: { fetch: { limit: { amount: 3, unit: 'workDays' } }, loan: { limit: { amount: 10, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['fetch'] },
  moves: {
    lend: {
      from: ['asked'],
      to: 'lent',
      may: ['lending.handle'],
      isOwn: true,
      takes: true,
      clock: { stop: ['fetch'], start: ['loan'] },
    },
    return: {
      from: ['lent'],
      to: 'returned',
      may: ['lending.handle'],
      isOwn: true,
      handles: true,
      clock: { stop: ['loan'] },
    },
    cancel: { from: ['asked'], to: 'cancelled', may: ['reporter', 'lending.handle'], isOwn: true },
  },
})
const Asked = Type.Object(
  {
    area: Type.String({ pattern: '^\\d{12}$' }),
    tool: Type.Enum(['drill', 'ladder', 'wheelchair', 'pump', 'other']),
    which: Type.Optional(Type.String({ maxLength: 40 })),
    fromOn: Type.String({ format: 'date' }),
    days: Type.Integer({ minimum: 1, maximum: 14 }),
    use: Type.Optional(Type.String({ maxLength: 200 })),
    phone: Type.Optional(Personal(Type.String({ minLength: 11, maxLength: 11 }))),
  },
  { additionalProperties: false },
)
const lending = defineContract({
  name: 'lending',
  permissions: { 'lending.ask': ['resident', 'communityWorker'], 'lending.handle': ['communityWorker'] },
  refusals: { 'not-found': 404, 'not-for-you': 403 },
  events: {
    opened: Type.Object({ loanId: Id, areaCode: Type.String() }),
    moved: Type.Object({ loanId: Id, move: Type.String() }),
    earned: Type.Object({ loanId: Id, points: Type.Integer() }),
  },
  routes: {
    open: {
      method: 'POST',
      path: '/loans',
      may: 'lending.ask',
      status: 201,
      body: Asked,
      reply: Type.Object({ id: Id, number: Type.String() }),
    },
    move: {
      method: 'POST',
      path: '/loans/:id/moves/:move',
      may: 'signed-in',
      params: Type.Object({ id: Id, move: Type.String() }),
      body: Type.Object({ condition: Type.Optional(Type.String()) }, { additionalProperties: false }),
      reply: Type.Object({ state: Type.String() }),
    },
    list: {
      method: 'GET',
      path: '/loans',
      may: 'lending.handle',
      query: Type.Object({ area: Type.String() }),
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            id: Id,
            title: Type.String(),
            state: Type.String(),
            tool: Type.String(),
            fromOn: Type.String(),
            days: Type.Integer(),
          }),
        ),
      }),
    },
  },
})

type Loan = {
  id: string
  areaCode: string
  matterId: string
  title: string
  state: string
  tool: string
  fromOn: string
  days: number
  accountId: string | null
  personId: string | null
}
const facts = { isMember: 'bool', isStaff: 'bool', age: 'int' } as const

const native = defineModule({
  contract: lending,
  needs: [identity.contract, organisationModule.contract, peopleModule.contract, mattersModule.contract],
  locales: {
    'zh-CN': {
      title: '借用',
      permission: { 'lending.ask': '借', 'lending.handle': '办' },
      refusal: { 'not-found': '没有', 'not-for-you': '不行' },
      event: { opened: '借', moved: '动', earned: '得' },
      process: {
        'lending-loan': {
          state: { asked: '等', lent: '借', returned: '还', cancelled: '消' },
          move: { lend: '借', return: '还', cancel: '消' },
        },
      },
    },
    en: {
      title: 'Lending',
      permission: { 'lending.ask': 'ask', 'lending.handle': 'handle' },
      refusal: { 'not-found': 'no', 'not-for-you': 'no' },
      event: { opened: 'o', moved: 'm', earned: 'e' },
      process: {
        'lending-loan': {
          state: { asked: 'a', lent: 'l', returned: 'r', cancelled: 'c' },
          move: { lend: 'l', return: 'r', cancel: 'c' },
        },
      },
    },
  },
  migrations: {
    '0001': `create table lending_loans (id uuid primary key, area_code text not null, matter_id uuid not null, title text not null, state text not null, tool text not null, which text,
      from_on date not null, days integer not null, use text, condition text, sealed text, account_id uuid, person_id uuid, opened_at timestamptz not null, moved_at timestamptz not null);
      create index lending_loans_by_area on lending_loans (area_code, id desc);
      create table lending_earnings (loan_id uuid not null, rule text not null, account_id uuid, on_day date not null, primary key (loan_id, rule));
      create index lending_earnings_day on lending_earnings (account_id, rule, on_day);`,
  },
  routes: [
    answer(lending, 'open', async (work, { body }) => {
      work.must('lending.ask', { area: body.area })
      const known = work.actor.personId === null ? null : await work.use(people).facts(work.actor.personId)
      const about = {
        ...(known ?? {}),
        isMember: work.may('lending.ask', { area: body.area }),
        isStaff: work.may('lending.handle', { area: body.area }),
      }
      if (compileRule('isMember', facts).judge(about).verdict !== true) throw work.refuse('not-for-you')
      const id = uuidv7()
      const unit = await work.use(organisation).unitOfArea(body.area, 'residentsCommittee')
      const title = `公共工具借用 · ${body.tool}`
      const opened = await work.use(matters).open({
        process: 'lending-loan',
        subjectId: id,
        title,
        areaCode: body.area,
        source: 'lending',
        letter: 'L',
        ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
      })
      const sealed = body.phone ? secretsOf(work).seal(body.phone, `lending:${id}`) : null
      await sql`insert into lending_loans (id, area_code, matter_id, title, state, tool, which, from_on, days, use, sealed, account_id, person_id, opened_at, moved_at) values (${id}, ${body.area}, ${opened.id}, ${title}, 'asked',
        ${body.tool}, ${body.which ?? null}, ${body.fromOn}, ${body.days}, ${body.use ?? null}, ${sealed}, ${work.actor.id}, ${work.actor.personId}, ${work.now}, ${work.now})`.execute(
        work.db,
      )
      work.audit({ object: `loan:${id}`, area: body.area })
      work.emit('opened', { loanId: id, areaCode: body.area }, [`area:${body.area}`])
      return { id, number: opened.number }
    }),
    answer(lending, 'move', async (work, { params, body }) => {
      const { rows } =
        await sql<Loan>`select id, area_code, matter_id, title, state, account_id, person_id from lending_loans where id = ${params.id} for update`.execute(
          work.db,
        )
      const [row] = rows
      if (!row) throw work.refuse('not-found')
      const [matter] = await work.use(matters).rows([row.matterId])
      if (!work.may('lending.handle', { area: row.areaCode, unit: matter?.holderUnitId ?? null }))
        throw work.refuse('not-found')
      const moved = await work.use(matters).move(row.matterId, params.move)
      await sql`update lending_loans set state = ${moved.state}, condition = ${body.condition ?? null}, moved_at = ${work.now} where id = ${row.id}`.execute(
        work.db,
      )
      work.audit({ object: `loan:${row.id}`, area: row.areaCode })
      work.emit('moved', { loanId: row.id, move: params.move }, [`area:${row.areaCode}`])
      if (params.move === 'return' && body.condition === 'good') {
        const day = work.now.toISOString().slice(0, 10)
        await sql`select count(*) from lending_earnings where account_id = ${row.accountId} and rule = 'onTime' and on_day = ${day}::date`.execute(
          work.db,
        )
        await sql`insert into lending_earnings (loan_id, rule, account_id, on_day) values (${row.id}, 'onTime', ${row.accountId}, ${day}::date) on conflict do nothing`.execute(
          work.db,
        )
        work.emit('earned', { loanId: row.id, points: 2 })
      }
      return { state: moved.state }
    }),
    answer(lending, 'list', async (work, { query }) => {
      work.must('lending.handle', { area: query.area })
      const { rows } =
        await sql<Loan>`select id, title, state, tool, from_on::text as from_on, days from lending_loans where area_code = ${query.area} order by id desc limit 31`.execute(
          work.db,
        )
      return { items: rows.slice(0, 30) }
    }),
  ],
  gives: { matters: { processes: [loan] } },
})

const stopServer = await testServer()
const town = await host([
  territory,
  organisationModule,
  identity,
  peopleModule,
  files,
  notices,
  mattersModule,
  catalogue,
  forms,
  toolModule,
  native,
])
const grant = (role: string) => [{ role, area: here, unitId: null }]
const staff = town.as({ roles: grant('communityWorker') })
const admin = town.as({ roles: grant('communityAdmin') })
await town.work('tool-library', (work) =>
  installBytes(work as never, new TextEncoder().encode(JSON.stringify(borrowing())), { mayBeUnsigned: true }),
)
await admin.ask(toolLibrary, 'use', { params: { id: 'tool-borrowing' }, body: { area: here, mode: 'cite' } })

const answers = { tool: 'drill', fromOn: '2026-12-01', days: 2, use: '装窗帘', phone: '13800001001' } as const
type Way = {
  readonly open: (who: Person) => Promise<{ id: string }>
  readonly move: (id: string, move: string, condition?: string) => Promise<unknown>
  readonly list: () => Promise<unknown>
}
const ways: Readonly<Record<'native' | 'declared', Way>> = {
  native: {
    open: (who) => who.ask(lending, 'open', { body: { area: here, ...answers } }),
    move: (id, move, condition) =>
      staff.ask(lending, 'move', { params: { id, move }, body: condition ? { condition } : {} }),
    list: () => staff.ask(lending, 'list', { query: { area: here } }),
  },
  declared: {
    open: (who) => who.ask(toolLibrary, 'open', { params: { id: 'tool-borrowing' }, body: { area: here, answers } }),
    move: (id, move, condition) =>
      staff.ask(toolLibrary, 'moveRecord', { params: { id, move }, body: condition ? { answers: { condition } } : {} }),
    list: () =>
      staff.ask(toolLibrary, 'records', { params: { id: 'tool-borrowing' }, query: { area: here, list: 'out' } }),
  },
}
type Act = 'open' | 'lend' | 'return' | 'list' | 'whole'
const times: Record<'native' | 'declared', Record<Act, number[]>> = {
  native: { open: [], lend: [], return: [], list: [], whole: [] },
  declared: { open: [], lend: [], return: [], list: [], whole: [] },
}
const timed = async <T>(into: number[], act: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const result = await act()
  into.push(performance.now() - started)
  return result
}
for (let round = 0; round < rounds + 2; round += 1)
  for (const name of round % 2 === 0 ? (['native', 'declared'] as const) : (['declared', 'native'] as const)) {
    const way = ways[name]
    // The first two rounds only warm the engine.
    const kept = round < 2 ? { open: [], lend: [], return: [], list: [], whole: [] } : times[name]
    for (let one = 0; one < each; one += 1) {
      const who = town.as({ roles: grant('resident') })
      await timed(kept.whole, async () => {
        const { id } = await timed(kept.open, () => way.open(who))
        await timed(kept.lend, () => way.move(id, 'lend'))
        await timed(kept.return, () => way.move(id, 'return', 'good'))
        await timed(kept.list, () => way.list())
      })
    }
  }
console.log(`a loan opened, lent, returned and listed, ${rounds * each} times each way`)
for (const act of ['open', 'lend', 'return', 'list', 'whole'] as const) {
  const [bare, declared] = [percentile(times.native[act], 50), percentile(times.declared[act], 50)]
  console.log(
    `  ${act.padEnd(7)} native p50 ${bare.toFixed(2)} ms, declared p50 ${declared.toFixed(2)} ms, p95 ${percentile(times.native[act], 95).toFixed(1)} / ${percentile(times.declared[act], 95).toFixed(1)} ms, ratio ${(declared / bare).toFixed(2)}`,
  )
}
report('declared tool ÷ native module', percentile(times.declared.whole, 50) / percentile(times.native.whole, 50), {
  atMost: 1.3,
})
await town.close()
await stopServer()
process.exit()
