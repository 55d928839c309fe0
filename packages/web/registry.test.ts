/** Boards show the modules that are switched on, and stand without any. */
import { expect, it, vi } from 'vitest'
import { defineWebModule, type WebPage } from './module.ts'
import { bySpecificity } from './page-order.ts'
import { arrange, loadRegistry } from './registry.ts'

const words = { 'zh-CN': async () => ({}), en: async () => ({}) }
const page = async () => ({ default: () => null })
const moduleWith = (name: string, pages: readonly WebPage[], slots = {}) =>
  defineWebModule({ name, locales: words, boards: { resident: { pages, slots } } })

it('loads only what the server has switched on', async () => {
  const findCases = vi.fn(async () => ({ default: moduleWith('cases', [{ path: '/cases', title: 'title', page }]) }))
  const findVotes = vi.fn(async () => ({ default: moduleWith('ballots', []) }))
  const registry = await loadRegistry('resident', ['cases'], {
    '../../modules/cases/web/module.tsx': findCases,
    '../../modules/ballots/web/module.tsx': findVotes,
  })
  expect(registry.modules).toEqual(['cases'])
  expect(findVotes).not.toHaveBeenCalled()
})

it('runs with no module at all', async () => {
  const registry = await loadRegistry('worker', [], {})
  expect(registry).toMatchObject({ board: 'worker', modules: [], pages: [], tiles: [], areas: null })
})

it('goes on without a module whose screens do not load', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const registry = await loadRegistry('resident', ['cases', 'files'], {
    '../../modules/cases/web/module.tsx': async () => {
      throw new Error('gone')
    },
    '../../modules/files/web/module.tsx': async () => ({ default: moduleWith('files', []) }),
  })
  expect(registry.modules).toEqual(['files'])
  expect(complain).toHaveBeenCalledOnce()
  complain.mockRestore()
})

it('keeps an address with the first module that takes it', () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const registry = arrange('resident', [
    moduleWith('cases', [{ path: '/report', title: 'title', page }]),
    moduleWith('files', [{ path: '/report', title: 'title', page }]),
  ])
  expect(registry.pages.map(({ module }) => module)).toEqual(['cases'])
  expect(complain).toHaveBeenCalledOnce()
  complain.mockRestore()
})

it('gathers what several modules put into one slot', () => {
  const registry = arrange('resident', [
    moduleWith('cases', [], { 'me:sections': page }),
    moduleWith('points', [], { 'me:sections': page }),
  ])
  expect(registry.slots.get('me:sections')?.map(({ module }) => module)).toEqual(['cases', 'points'])
})

it('opens /cases/new before /cases/:id', () => {
  const { pages } = arrange('resident', [
    moduleWith('cases', [
      { path: '/cases/:id', title: 'title', page },
      { path: '/cases/new', title: 'title', page },
    ]),
  ])
  expect(bySpecificity(pages).map(({ path }) => path)).toEqual(['/cases/new', '/cases/:id'])
})
