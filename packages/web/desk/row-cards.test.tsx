/** What a clerk with a phone reads instead of a wide table, and a rule in words. */
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import words from '../locales/desk.zh-CN.json' with { type: 'json' }
import { look } from '../look.ts'
import { putWords } from '../words.ts'
import { Rows } from './list-table.tsx'
import { RuleSaid } from './rule-said.tsx'

const phone = vi.hoisted(() => ({ isNarrow: true }))
vi.mock('./narrow.ts', () => ({ useIsNarrow: () => phone.isNarrow }))

beforeAll(() => putWords('desk', look.get().locale, words))
beforeEach(() => {
  phone.isNarrow = true
})

const drawn = renderToStaticMarkup
/** Text between tags, in reading order. */
const read = (what: ReactNode) =>
  drawn(what)
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .split(/<[^>]*>/)
    .filter((text) => text.trim() !== '')

const beds = [
  { id: '1', street: '洪桥街道', name: '应元社区', beds: 12 },
  { id: '2', street: '洪桥街道', name: '小北社区', beds: null },
]
type Bed = (typeof beds)[number]
const columns = [
  { key: 'street', title: '街道', cell: (row: Bed) => row.street },
  { key: 'name', title: '社区', isHead: true, cell: (row: Bed) => row.name },
  { key: 'beds', title: '床位', cell: (row: Bed) => row.beds },
]

test('a card is headed by the column that tells rows apart, and the first column stands below it', () => {
  expect(read(<Rows rows={beds} columns={columns} />)).toEqual([
    ...['应元社区', '街道', '洪桥街道', '床位', '12'],
    // What has no value takes no line.
    ...['小北社区', '街道', '洪桥街道'],
  ])
})

test('where no column is marked, the first one heads the card', () => {
  const plain = columns.map(({ isHead: _, ...one }) => one)
  expect(read(<Rows rows={beds.slice(0, 1)} columns={plain} />)[0]).toBe('洪桥街道')
})

test('what opens a row is one button in the head of its card', () => {
  const html = drawn(<Rows rows={beds} columns={columns} onOpen={() => {}} />)
  expect(html.match(/<button[^>]*class="cell-open"[^>]*><span>[^<]*/g)).toHaveLength(2)
  expect(html).toContain('<span>应元社区')
})

test('columns read across stay a table on a phone, which says that it can be moved', () => {
  const html = drawn(<Rows rows={beds} columns={columns} isMatrix />)
  expect(html).toContain('<table')
  expect(html).not.toContain('row-card')
  expect(html).toContain(words.swipe)
})

test('on a wide screen there is a table, and nothing about moving it', () => {
  phone.isNarrow = false
  const html = drawn(<Rows rows={beds} columns={columns} isMatrix />)
  expect(html).toContain('<table')
  expect(html).not.toContain(words.swipe)
})

test('an empty list says so in words on a phone too', () => {
  expect(read(<Rows rows={[] as Bed[]} columns={columns} />)).toEqual([words.nothing, words.allDoneHint])
})

const facts = [
  { name: 'age', label: '年龄' },
  { name: 'hukou.city', label: '户籍所在市', choices: [{ value: '440100', label: '广州市' }] },
]

test('a rule is read in words, with the names of facts and of their values, before its source', () => {
  const [said, ...rest] = read(<RuleSaid source="hukou.city == '440100' && age >= 70" facts={facts} />)
  expect(said).toContain('户籍所在市')
  expect(said).toContain('广州市')
  expect(said).toContain('年龄')
  expect(said).not.toMatch(/440100|hukou|&&/)
  expect(rest.join('')).toContain('age &gt;= 70')
})

test('a rule too clever for words shows its source', () => {
  const source = 'tags.exists(one, one == age)'
  expect(drawn(<RuleSaid source={source} facts={facts} />)).toBe(`<code>${source}</code>`)
})
