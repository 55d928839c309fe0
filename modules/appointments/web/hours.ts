/** Opening hours as one line each: `1-5 09:00-12:00`. */
import type { Opening } from '../booking.ts'

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const hoursText = (openings: readonly Opening[]): string => {
  const spans = new Map<string, number[]>()
  for (const { weekday, fromMinute, untilMinute } of openings) {
    const span = `${clock(fromMinute)}-${clock(untilMinute)}`
    spans.set(span, [...(spans.get(span) ?? []), weekday])
  }
  return [...spans]
    .map(([span, days]) => {
      const sorted = [...days].sort()
      const [first = 1, last = first] = [sorted[0], sorted.at(-1)]
      const isRun = sorted.length === last - first + 1
      return `${isRun && sorted.length > 1 ? `${first}-${last}` : sorted.join(',')} ${span}`
    })
    .join('\n')
}

/** Null where a line says no hours. */
export const hoursFrom = (text: string): Opening[] | null => {
  const openings: Opening[] = []
  for (const line of text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found = /^([1-7](?:[-,][1-7])*)\s+(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)$/.exec(line)
    if (!found) return null
    const [, days = '', fromHour, fromMinute, untilHour, untilMinute] = found
    const from = Number(fromHour) * 60 + Number(fromMinute)
    const until = Number(untilHour) * 60 + Number(untilMinute)
    if (until <= from || until > 1440) return null
    const [first = 1, last = first] = days.includes('-') ? days.split('-').map(Number) : []
    const list = days.includes('-')
      ? Array.from({ length: last - first + 1 }, (_, index) => first + index)
      : days.split(',').map(Number)
    for (const weekday of list) openings.push({ weekday, fromMinute: from, untilMinute: until })
  }
  return openings
}
