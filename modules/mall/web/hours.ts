/** Opening hours as people say them. */
import type { Hours } from '../reservation.ts'

type Say = (key: string, facts?: Record<string, string | number>) => string

/** `周一二三四五 09:00–17:30`. */
export const hoursOf = (t: Say, { weekdays, from, until }: Hours): string =>
  t('screen.hours', {
    days: [...weekdays]
      .sort()
      .map((day) => t(`weekday.${day}`))
      .join(''),
    from,
    until,
  })
