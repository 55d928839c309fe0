/** What a phone draws of what the launcher says: nothing it leaves out, everything it does not know of. */
import { expect, test } from 'vitest'
import type { Tile } from '../../contract.ts'
import { doorsOf } from './tiles.tsx'

const door = (module: string, path: string, isMain = false) => ({
  ...{ module, path, title: 'nav.x', icon: 'star', order: 1, may: 'anyone' as const },
  ...(isMain ? { isMain } : {}),
})
const brought = [
  door('cases', '/report', true),
  door('cases', '/cases'),
  door('points', '/points'),
  door('mall', '/mall'),
] as unknown as Parameters<typeof doorsOf>[0]
const tile = (id: string, name: string | null = null): Tile => ({
  id,
  kind: id.startsWith('native:') ? 'native' : 'declared',
  name: name === null ? null : { 'zh-CN': name, en: name },
  ...{ summary: null, icon: null, to: null, url: null, opens: 'away', group: null },
  ...{ isHidden: false, isDown: false, mandate: null, search: '' },
})
const keys = (tiles: readonly Tile[], without: readonly string[]) =>
  doorsOf(brought, { tiles, without }).map(({ key }) => key)

test('doors stand in the order of the community, and none it left out is drawn, be it the large one', () => {
  expect(keys([tile('native:points'), tile('waste'), tile('native:cases')], ['mall'])).toEqual([
    '/points',
    'waste',
    '/report',
    '/cases',
  ])
  expect(keys([tile('native:points')], ['mall', 'cases'])).toEqual(['/points'])
})

test('until the launcher has spoken every door of a module stands there, and one it does not know stands last', () => {
  expect(doorsOf(brought, undefined).map(({ key }) => key)).toEqual(['/report', '/cases', '/points', '/mall'])
  expect(keys([tile('native:mall')], ['cases'])).toEqual(['/mall', '/points'])
})

test('a name of the community’s own stands on the first door of a module, not on all of them', () => {
  const named = doorsOf(brought, { tiles: [tile('native:cases', '随手拍')], without: [] })
  expect(named.slice(0, 2).map((one) => one.tile?.name?.['zh-CN'] ?? null)).toEqual(['随手拍', null])
})
