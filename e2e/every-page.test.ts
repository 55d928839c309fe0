/** Every page of every board, at both sizes, and in the dark: nothing serious for axe-core, no complaint, nothing wider than the screen. */
import type { BoardName } from '@liren/web/module.ts'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { addressOf, base, pagesOf, people, whoOpens } from './boards.ts'
import { accessibilityOf, goTo, lender, type Screen, settled, still, type Visit } from './browser.ts'

/** Of these a fresh district has none: their pages say so, and the browser notes that nothing was found. */
const mayBeGone = [
  '/services/:id',
  '/services/journey/',
  '/services/notices/:id',
  '/services/decisions/',
  '/forms/:id',
  '/mutual-aid/danger/',
  '/tool-library/studio/',
  '/tool-library/records/',
  '/tool-library/:id',
  '/sign-on/ask/',
  '/sign-in/screen/',
]
const isNothingFound = (trouble: string) => /\b404\b/.test(trouble)

const visits = lender()
afterAll(visits.close)
const screenOf = (board: BoardName): Screen => (board === 'desk' ? 'desk' : 'phone')

const sizes: Readonly<Record<Screen, { width: number; height: number }>> = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
}

/** Opens a page at both sizes, light and dark, and gives back whatever is wrong with it. */
const wrongWith = async (one: Visit, board: BoardName, path: string, filled: string): Promise<readonly string[]> => {
  const before = one.troubles.length
  const wrong: string[] = []
  const own = screenOf(board)
  for (const size of own === 'desk' ? (['phone', 'desk'] as const) : (['desk', 'phone'] as const)) {
    await one.page.setViewportSize(sizes[size])
    if (size !== own) {
      await one.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await goTo(one.page, `${inject('address')}${base[board]}${filled}`)
    }
    // Colours are the same at both sizes: light and dark they are looked at where the board is at home.
    for (const colorScheme of size === own ? (['light', 'dark'] as const) : (['light'] as const)) {
      await one.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(one.page)
      await still(one.page)
      const where = `${size} ${colorScheme}`
      const contrast = ['color-contrast']
      const rules = colorScheme === 'dark' ? { only: contrast } : { but: size === own ? [] : contrast }
      wrong.push(...(await accessibilityOf(one.page, rules)).map((finding) => `${where}: ${finding}`))
      if (colorScheme === 'light') {
        const tooWide = await one.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (tooWide > 1) wrong.push(`${where}: ${tooWide} px wider than the screen`)
      }
    }
  }
  const mayMiss = mayBeGone.some((begins) => path.startsWith(begins))
  const troubles = one.troubles.slice(before).filter((trouble) => !mayMiss || !isNothingFound(trouble))
  return [...wrong, ...troubles]
}

for (const board of ['resident', 'merchant', 'worker', 'desk'] as const)
  describe(`the ${board} board`, () => {
    test.concurrent.for(pagesOf(board))('%s', async ([path, may], { expect }) => {
      const login = await whoOpens(board, may)
      expect(login, `nobody among ${people[board].join(', ')} holds ${may}`).toBeDefined()
      const address = await addressOf(path, login ?? '')
      const wrong = await visits.with(screenOf(board), login ?? '', (one) => wrongWith(one, board, path, address))
      expect(wrong).toEqual([])
    })
  })

/** Pages anybody may open, and that show no one thing. */
const forGuests = pagesOf('resident').filter(([path, may]) => may === 'anyone' && !path.includes(':'))

describe('the resident board, before anybody signed in', () => {
  test('has pages for signing in, registering and asking by number', () => {
    const paths = forGuests.map(([path]) => path)
    expect(paths).toEqual(expect.arrayContaining(['/', '/sign-in', '/register', '/matters/progress', '/cases/public']))
  })

  test.concurrent.for(forGuests)('%s', async ([path], { expect }) => {
    const wrong = await visits.with('phone', null, (one) => wrongWith(one, 'resident', path, path))
    expect(wrong).toEqual([])
  })
})
