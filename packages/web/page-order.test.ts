/** An address leads to one page. */
import { expect, it } from 'vitest'
import { bySpecificity, pageAt } from './page-order.ts'

const pages = [{ path: '/cases/:id' }, { path: '/cases/new' }, { path: '/cases' }, { path: '/tools/:tool/records/:id' }]

it('a fixed address comes before one with a blank, whatever their order', () => {
  expect(bySpecificity(pages).map(({ path }) => path)).toEqual([
    '/cases/new',
    '/cases',
    '/cases/:id',
    '/tools/:tool/records/:id',
  ])
  expect(pageAt(pages, '/cases/new')?.page).toBe(pages[1])
})

it('what stands in a blank is handed over as it was written', () => {
  expect(pageAt(pages, '/tools/PetCard/records/9A')).toEqual({ page: pages[3], params: { tool: 'PetCard', id: '9A' } })
})

it('a printed code in large letters and a slash too many lead there all the same', () => {
  expect(pageAt(pages, '/CASES/new/')?.page).toBe(pages[1])
})

it('an address of no page leads nowhere', () => {
  for (const path of ['/', '/case', '/cases/1/2', '/tools/a/records']) expect(pageAt(pages, path)).toBeUndefined()
})
