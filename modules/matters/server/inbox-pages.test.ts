/** Whatever part or process of the inbox somebody looks at, its pages together are the whole of it: nothing lost, nothing twice. */
import { randomUUID } from 'node:crypto'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { type MatterRow, matters } from '../contract.ts'
import { area, hour, newcomers, openLampTown, power } from '../testing/lamp-town.ts'

const { town, dispatcher, leader, electrician, grid, report, move } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
afterAll(() => town.close())

const roles = (units: readonly string[]) => units.map((unitId) => ({ role: 'handler', area: '440104000000', unitId }))
/** One belongs to a single unit, the other to so many that they are asked for as an array. */
const few = town.as({ name: '新来的', roles: roles([newcomers]) })
const many = town.as({ name: '多头的', roles: roles([newcomers, ...Array.from({ length: 5 }, () => randomUUID())]) })

const errand = async () => {
  const limit = { amount: 8, unit: 'workHours' } as const
  const body = {
    title: '贴通知',
    standard: '每栋一张',
    areaCode: area,
    address: '一号楼',
    evidence: 'none',
    limit,
  } as const
  return (await grid.ask(matters, 'openErrand', { body: { ...body, unitId: newcomers } })).id
}
const supported = async (isOver: boolean) => {
  const { id } = await report('要帮手')
  await move(dispatcher, id, 'dispatch', { unitId: power })
  await electrician.ask(matters, 'support', {
    params: { id },
    body: { unitId: newcomers, task: '断水', limit: { amount: 1, unit: 'workHours' } },
  })
  // Over while the supporter never answered: it waits for nobody any more.
  if (isOver) await leader.ask(matters, 'void', { params: { id }, body: { because: '误报' } })
}

/** Held by the unit, by one of its people, and supported; errands between lamps, and what is over before what is not. */
const settle = async () => {
  for (let n = 0; n < 4; n += 1) {
    await supported(true)
    const { id } = await report(`灯 ${n}`)
    await move(dispatcher, id, 'dispatch', { unitId: newcomers })
    if (n % 2 === 0)
      await few.ask(matters, 'assign', {
        params: { id },
        body: { accountId: few.actor.id ?? '', accountName: '新来的' },
      })
    await errand()
    town.clock.advance(hour / 4)
  }
  for (let n = 0; n < 3; n += 1) await supported(false)
}

type Query = { readonly part?: 'mine' | 'unit' | 'support'; readonly process?: string }
const key = ({ id, part }: MatterRow) => `${part} ${id}`

test('pages of any size give every part and kind whole', async () => {
  await settle()
  for (const person of [few, many]) {
    const { items: whole } = await person.ask(matters, 'inbox', { query: { limit: 100 } })
    expect(whole.length).toBe(11)
    expect((await person.ask(matters, 'inboxKinds', {})).kinds).toEqual([
      { module: 'lamps', process: 'lamp' },
      { module: 'matters', process: 'errand' },
    ])
    const paged = async (query: Query, limit: number) => {
      const found: MatterRow[] = []
      for (let after: string | null = ''; after !== null; ) {
        const page: { readonly items: readonly MatterRow[]; readonly next: string | null } = await person.ask(
          matters,
          'inbox',
          { query: { ...query, limit, ...(after ? { after } : {}) } },
        )
        found.push(...page.items)
        after = page.next
      }
      return found.map(key)
    }
    const asked = fc.record(
      { part: fc.constantFrom('mine', 'unit', 'support'), process: fc.constantFrom('lamp', 'errand') },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(asked, fc.integer({ min: 1, max: 7 }), async (query, limit) => {
        const wanted = whole.filter(
          (row) =>
            (query.part === undefined || row.part === query.part) &&
            (query.process === undefined || row.process === query.process),
        )
        expect(await paged(query as Query, limit)).toEqual(wanted.map(key))
      }),
      { numRuns: 40 },
    )
  }
})
