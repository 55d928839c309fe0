/** After a new release, a page that is still open fetches the new parts whatever browser shows it. */
import { expect, test } from 'vitest'
import { isOfOldRelease } from './error-boundary.tsx'

test('every browser is understood when it says that a part of the page is gone', () => {
  const said = [
    'Failed to fetch dynamically imported module: https://liren.example/assets/page-1a2b.js',
    'error loading dynamically imported module: https://liren.example/assets/page-1a2b.js',
    'Importing a module script failed.',
  ]
  expect(said.map((message) => isOfOldRelease(new TypeError(message)))).toEqual([true, true, true])
})

test('what breaks for another reason reloads nothing', () => {
  expect(isOfOldRelease(new TypeError('Failed to fetch'))).toBe(false)
  expect(isOfOldRelease(null)).toBe(false)
})
