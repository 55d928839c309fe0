/** An item's promise in few words: no visit, done at once, or in so many working days. */
import type { Say } from '@liren/web'

export const promiseLine = (t: Say, item: { readonly visits: number; readonly promisedDays: number }): string =>
  [
    item.visits === 0 ? t('screen.noVisit') : t('screen.visits', { n: item.visits }),
    item.promisedDays === 0 ? t('screen.atOnce') : t('screen.days', { n: item.promisedDays }),
  ].join(' · ')
