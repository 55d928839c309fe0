/** A page put together beforehand shows exactly what reckoning it afresh would show, to everybody. */
import { compileRule } from '@liren/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Choices, Entry, Mandate, Tile } from '../contract.ts'
import { audienceFacts } from '../facts.ts'
import { homeOrders, type Offered, seenBy } from '../home.ts'
import { judgeWith } from './home.ts'
import { ready, shownTile } from './ready.ts'

const area = '440104001001'
const words = (text: string) => ({ 'zh-CN': text, en: text })
const rules = [
  'true',
  'isMember',
  'isStaff',
  'age >= 60',
  "sex == 'F' && age >= 35",
  "'parent' in tags",
  'livesAlone',
] as const
const ids = ['a', 'b', 'c', 'd', 'e', 'native:cases', 'native:mall'] as const
const id = fc.constantFrom(...ids)

const tool = (name: string, boards: readonly string[], chosen: readonly string[], uses: number): Offered => ({
  uses,
  id: name,
  kind: name.startsWith('native:') ? 'native' : name === 'd' ? 'linked' : 'declared',
  name: name.startsWith('native:') ? null : words(`工具“${name}”`),
  summary: null,
  icon: 'heart',
  url: name === 'd' ? 'https://d.cn/' : null,
  search: name,
  isDown: name === 'd',
  boards: name.startsWith('native:') ? boards : null,
  audience: name.startsWith('native:')
    ? null
    : chosen.map((rule, index) => ({ board: boards[index % boards.length] ?? 'resident', title: words('谁'), rule })),
})
const board = fc.constantFrom('resident', 'worker')
const tools = fc.tuple(
  ...ids.map((name) =>
    fc
      .tuple(
        fc.uniqueArray(board, { minLength: 1 }),
        fc.array(fc.constantFrom(...rules), { maxLength: 3 }),
        fc.constantFrom(0, 9, 10, 40, 5000),
      )
      .map(([boards, chosen, uses]) => tool(name, boards, chosen, uses)),
  ),
)
const entries: fc.Arbitrary<Entry[] | null> = fc.option(
  fc.uniqueArray(
    fc.record(
      {
        id,
        isShown: fc.boolean(),
        group: fc.constantFrom('government', 'safety'),
        name: fc.constant(words('改名')),
        audience: fc.constantFrom(...rules),
      },
      { requiredKeys: ['id', 'isShown'] },
    ),
    { selector: (entry) => entry.id },
  ),
)
const mandates: fc.Arbitrary<Mandate[]> = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    areaCode: fc.constant(area),
    tileId: id,
    kind: fc.constantFrom('recommended' as const, 'mandatory' as const),
    issuer: fc.constant('区应急管理局'),
    reason: fc.constant('台风季'),
    since: fc.constant('2026-01-01T00:00:00.000Z'),
    untilOn: fc.constant(null),
  }),
  { selector: (mandate) => mandate.tileId, maxLength: 3 },
)
const own: fc.Arbitrary<Choices | null> = fc.option(
  fc.record({ order: fc.uniqueArray(id), hidden: fc.uniqueArray(id) }),
)
const facts = fc.record(
  {
    age: fc.integer({ min: 0, max: 110 }),
    sex: fc.constantFrom('F', 'M'),
    tags: fc.uniqueArray(fc.constantFrom('parent', 'merchant')),
    livesAlone: fc.boolean(),
    isMember: fc.boolean(),
    isStaff: fc.boolean(),
  },
  { requiredKeys: ['isMember', 'isStaff'] },
)
const off = fc.uniqueArray(fc.constantFrom('cases', 'mall'))

test('whatever a community composed, the district made due, somebody chose and is', () => {
  fc.assert(
    fc.property(
      tools,
      entries,
      mandates,
      own,
      facts,
      off,
      board,
      fc.constantFrom(...homeOrders),
      (offered, composed, due, chosen, about, without, on, order) => {
        const afresh = seenBy(
          offered.filter(({ id: tile }) => !without.some((name) => tile === `native:${name}`)),
          composed,
          due,
          chosen,
          on,
          judgeWith(about),
          order,
        ).seen.map((tile) => shownTile(area, tile))
        const page = ready(area, on, offered, composed, due, (rule) => compileRule(rule, audienceFacts))
        const { tiles: text, without: left } = page.tilesFor(about, chosen, without, order)
        const sorted = (tile: Tile) =>
          Object.fromEntries(Object.entries(tile).toSorted(([one], [other]) => one.localeCompare(other)))
        expect((JSON.parse(text) as Tile[]).map(sorted)).toEqual(afresh.map(sorted))
        // Of every code module with a door here it says one thing or the other.
        const natives = offered.filter((one) => one.kind === 'native' && one.boards?.includes(on)).map((one) => one.id)
        const shown = afresh.filter((one) => one.kind === 'native').map((one) => one.id)
        expect([...shown, ...left.map((name) => `native:${name}`)].toSorted()).toEqual(natives.toSorted())
      },
    ),
    { numRuns: 300 },
  )
})
