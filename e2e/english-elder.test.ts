/** Every page of the phone boards in English and in elder mode at once, the widest words in the largest letters: nothing is wider than the screen, no target too small. */
import type { BoardName } from '@liren/web/module.ts'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { addressOf, base, pagesOf, whoOpens } from './boards.ts'
import { settled, type Visit, visit } from './browser.ts'

const visits = new Map<string, Visit>()
const at = async (login: string) => {
  const known = visits.get(login)
  if (known) return known
  const made = await visit('phone', login)
  await made.context.addInitScript(() => {
    localStorage.setItem('liren.locale', 'en')
    localStorage.setItem('liren.elder', 'yes')
  })
  visits.set(login, made)
  return made
}
afterAll(async () => {
  for (const { context } of visits.values()) await context.close()
})

/** What of a page does not fit: how far it is wider than the screen, and targets under 60 px. */
const misfits = () => {
  const seen = (one: Element) => {
    const { width, height } = one.getBoundingClientRect()
    return width > 1 && height > 1 && getComputedStyle(one).visibility !== 'hidden'
  }
  const { scrollWidth, clientWidth } = document.documentElement
  const targets = [...document.querySelectorAll('main a[href], main button, main select')]
    .filter(
      (one) =>
        seen(one) && !one.closest('p') && !one.matches('.skip-link') && !one.closest('.leaflet-container, canvas, svg'),
    )
    .filter((one) => one.getBoundingClientRect().height < 59.5)
    .map((one) => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 110)}`)
  return [
    ...(scrollWidth - clientWidth > 1 ? [`${scrollWidth - clientWidth} px wider than the screen`] : []),
    ...targets,
  ]
}

// The merchants' pages are the residents' but for a few.
for (const board of ['resident', 'worker'] as const satisfies readonly BoardName[])
  describe(`the ${board} board`, () => {
    test.for(pagesOf(board))('%s', async ([path, may]) => {
      const login = await whoOpens(board, may)
      if (login === undefined) throw new Error(`nobody holds ${may}`)
      const { page } = await at(login)
      await page.goto(`${inject('address')}${base[board]}${await addressOf(path, login)}`)
      await settled(page)
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
      expect(await page.evaluate(misfits)).toEqual([])
    })
  })
