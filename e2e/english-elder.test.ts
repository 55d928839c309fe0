/** Every page of the phone boards in English and in elder mode at once, the widest words in the largest letters: nothing is wider than the screen, no target too small. */
import type { BoardName } from '@liren/web/module.ts'
import { afterAll, describe, inject, test } from 'vitest'
import { addressOf, base, pagesOf, whoOpens } from './boards.ts'
import { goTo, lender, settled, visit } from './browser.ts'

const visits = lender(async (screen, login) => {
  const made = await visit(screen, login)
  await made.context.addInitScript(() => {
    localStorage.setItem('liren.locale', 'en')
    localStorage.setItem('liren.elder', 'yes')
  })
  return made
})
afterAll(visits.close)

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
    test.concurrent.for(pagesOf(board))('%s', async ([path, may], { expect }) => {
      const login = await whoOpens(board, may)
      if (login === undefined) throw new Error(`nobody holds ${may}`)
      const address = `${inject('address')}${base[board]}${await addressOf(path, login)}`
      const seen = await visits.with('phone', login, async ({ page }) => {
        await goTo(page, address)
        await settled(page)
        const language = await page.evaluate(() => document.documentElement.lang)
        return { language, misfits: await page.evaluate(misfits) }
      })
      expect(seen).toEqual({ language: 'en', misfits: [] })
    })
  })
