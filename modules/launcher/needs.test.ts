/** A community shows the ways that are open in it, and says what is not there yet only while it is not. */
import { expect, test } from 'vitest'
import { type Need, standing } from './needs.ts'

const words = (text: string) => ({ 'zh-CN': text, en: text })
const need: Need = {
  code: 'fairness',
  level: 2,
  name: words('公道'),
  hint: words(''),
  ways: [
    { module: 'cases', to: '/cases/report', name: words('反映') },
    { module: 'mutual-aid', to: '/mutual-aid', name: words('互助') },
    { module: 'groups', to: '/groups', name: words('群聊') },
  ],
  lacking: [{ module: 'disputes', name: words('调解') }],
}
const none = { all: new Set<string>(), running: new Set<string>() }
const ways = (one: Need) => one.ways.map(({ module }) => module)

test('ways of modules that are not there, or switched off here, lead nowhere and are not shown', () => {
  expect(ways(standing(need, new Set(['cases', 'mutual-aid']), new Set(['mutual-aid']), none))).toEqual(['cases'])
})

test('what lacks is named until its module is there', () => {
  expect(standing(need, new Set(['cases']), new Set(), none).lacking).toHaveLength(1)
  expect(standing(need, new Set(['cases', 'disputes']), new Set(), none).lacking).toEqual([])
})

test('a tool nobody has is no way; one that runs in the community is begun at once, another is read about', () => {
  const way = (id: string) => ({ module: 'tool-library', to: `/tool-library/tools/${id}`, name: words(id) })
  const canteen = { ...need, ways: ['canteen', 'pets', 'gone'].map(way) }
  const tools = { all: new Set(['canteen', 'pets']), running: new Set(['canteen']) }
  expect(standing(canteen, new Set(['tool-library']), new Set(), tools).ways.map(({ to }) => to)).toEqual([
    '/tool-library/run/canteen',
    '/tool-library/tools/pets',
  ])
})
