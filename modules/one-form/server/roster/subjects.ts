/** Everybody and everything a roster has a row for, a page at a time, and what they are called in a list. */
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { things } from '@liren/things/contract'
import type { RosterKind, Rows } from '../../report.ts'
import { isOnRoster } from '../../roster.ts'
import { type Deed, dayOf } from '../deed.ts'

export type OnRoster = { readonly id: string; readonly areaCode: string }

const pageRows = 500

/** Pages by whatever key their keeper counts them. */
async function* pages<T>(next: (after: string | null) => Promise<readonly T[]>, keyOf: (one: T) => string) {
  for (let after: string | null = null; ; ) {
    const page: readonly T[] = await next(after)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (page.length < pageRows || last === undefined) return
    after = keyOf(last)
  }
}

const placed = (id: string, areaCode: string | null): readonly OnRoster[] => (areaCode ? [{ id, areaCode }] : [])

export async function* subjectsIn(
  work: Deed,
  { of, where }: Rows,
  within: string,
): AsyncGenerator<readonly OnRoster[]> {
  const register = work.use(people)
  const prefix = within.length === 15 ? within : within.replace(/(000)+$/, '')
  const year = Number(dayOf(work.now).slice(0, 4))
  if (of === 'person') {
    const ids = pages(
      (after) => register.personIdsIn(within, after, pageRows),
      (id) => id,
    )
    for await (const page of ids)
      yield (await register.persons(page)).flatMap((one) =>
        isOnRoster(one, where, year) ? placed(one.id, one.areaCode) : [],
      )
  } else if (of === 'household') {
    const some = pages(
      (after) => register.householdsIn(within, after, pageRows),
      ({ id }) => id,
    )
    for await (const page of some)
      yield page.flatMap((one) => (one.members.length >= (where?.sizeFrom ?? 1) ? placed(one.id, one.areaCode) : []))
  } else if (of === 'enterprise') {
    const some = pages(
      (after) => register.enterprisesFrom(after, pageRows),
      ({ id }) => id,
    )
    for await (const page of some)
      yield page.flatMap((one) =>
        one.areaCode?.startsWith(prefix) && one.kind.includes(where?.kind ?? '') ? placed(one.id, one.areaCode) : [],
      )
  } else if (of === 'dwelling') {
    const some = pages(
      (after) => work.use(territory).dwellingsIn({ area: within, ...(after ? { after } : {}), limit: pageRows }),
      ({ code }) => code,
    )
    for await (const page of some)
      yield page.flatMap((one) => (!where?.use || one.use === where.use ? placed(one.id, one.cellCode) : []))
  } else {
    const some = pages(
      (after) => work.use(things).thingsIn({ area: within, after, limit: pageRows }),
      ({ code }) => code,
    )
    for await (const page of some)
      yield page.flatMap((one) => (one.kindName.includes(where?.kind ?? '') ? placed(one.id, one.areaCode) : []))
  }
}

/** Masked where it is somebody. */
export const namesOf = async (
  work: Deed,
  of: RosterKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const register = work.use(people)
  const named = (rows: readonly (readonly [string, string])[]) => new Map(rows)
  if (of === 'person') return named((await register.persons(ids)).map((one) => [one.id, one.displayName]))
  if (of === 'enterprise') return named((await register.enterprises(ids)).map((one) => [one.id, one.name]))
  if (of === 'dwelling')
    return named((await work.use(territory).dwellings(ids)).map((one) => [one.id, one.address ?? one.code]))
  if (of === 'thing')
    return named((await work.use(things).things(ids)).map((one) => [one.id, `${one.kindName} ${one.place}`]))
  const homes = await Promise.all(ids.map((id) => register.household(id)))
  return named(
    homes.flatMap((one) => {
      const head = one?.members.find(({ isHead }) => isHead) ?? one?.members[0]
      return one
        ? [[one.id, work.words('one-form.screen.roster.homeOf', { name: head?.displayName ?? '' })] as const]
        : []
    }),
  )
}
