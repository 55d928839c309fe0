/** Opening hours as people say them. */
import type { Hours } from '../reservation.ts'

type Say = (key: string, facts?: Record<string, string | number>) => string

/** Every day, from a day to a day, or each by its name. */
const daysOf = (t: Say, weekdays: readonly number[]): string => {
  const days = [...weekdays].sort()
  const [first = 1, last = 7] = [days[0], days.at(-1)]
  const name = (day: number) => t(`weekday.${day}`)
  if (days.length === 7) return t('screen.everyDay')
  if (days.length > 2 && last - first === days.length - 1)
    return t('screen.daysFromTo', { from: name(first), until: name(last) })
  return t('screen.daysEach', { days: days.map(name).join(t('screen.dayBreak')) })
}

/** `周一至周六 09:00–17:30`. */
export const hoursOf = (t: Say, { weekdays, from, until }: Hours): string =>
  t('screen.hours', { days: daysOf(t, weekdays), from, until })
