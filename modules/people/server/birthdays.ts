/** 周岁 Ages by the day, without keeping birthdays in the open: month and day stand there only as a keyed mark of which there are 366. */
import { secretsOf } from '@liren/kernel'
import { dayOf } from './calendar-day.ts'

type Secrets = ReturnType<typeof secretsOf>

const marks = new WeakMap<Secrets, ReadonlyMap<string, string>>()
/** Every month and day, and its mark in this district. */
const marksIn = (secrets: Secrets): ReadonlyMap<string, string> => {
  const known = marks.get(secrets)
  if (known) return known
  // A leap year has them all.
  const days = Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(5, 10))
  const made = new Map(days.map((day) => [day, secrets.fingerprint(`birthday:${day}`).slice(0, 12)]))
  marks.set(secrets, made)
  return made
}

/** The mark of a birthday. `birthOn` is `yyyy-MM-dd`. */
export const birthdayMark = (work: object, birthOn: string): string | null =>
  marksIn(secretsOf(work)).get(birthOn.slice(5)) ?? null

const passed = new WeakMap<Secrets, { readonly day: string; readonly marks: ReadonlySet<string> }>()
/** Marks of the birthdays that this calendar year has had up to `today`. Somebody born on 29 February turns a year older on 1 March. */
export const passedBirthdays = (work: object, now: Date): ReadonlySet<string> => {
  const secrets = secretsOf(work)
  const today = dayOf(now)
  const known = passed.get(secrets)
  if (known?.day === today) return known.marks
  const made = new Set([...marksIn(secrets)].flatMap(([day, mark]) => (day <= today.slice(5) ? [mark] : [])))
  passed.set(secrets, { day: today, marks: made })
  return made
}
