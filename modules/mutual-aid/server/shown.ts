/** A request as its reader may see it: neighbours the building, the two who meet the door and a name, the asker the code. */
import { randomInt } from 'node:crypto'
import { ownPersonOf, secretsOf, type Work } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { HelpView, mutualAid } from '../contract.ts'
import { type HelpRow, store } from './store.ts'

export type AidWork = Work<typeof mutualAid>

export const placeOf = (id: string) => `mutual-aid place ${id}`
export const codeOf = (id: string) => `mutual-aid code ${id}`

/** Four digits said at the door, sealed; made anew for whoever takes the request. */
export const newCode = (work: AidWork, id: string): string =>
  secretsOf(work).seal(String(randomInt(10_000)).padStart(4, '0'), codeOf(id))

/** The words of a request that are read for what may not be asked and for children in it. */
export const wordsOf = ({ wish, safety }: { readonly wish: string; readonly safety?: string | null }) =>
  `${wish} ${safety ?? ''}`

export const ownPersonId = (work: AidWork): string => {
  const id = ownPersonOf(work.actor)
  if (!id) throw work.refuse('no-record')
  return id
}

export const shown = (row: HelpRow, me: string | null): HelpView => ({
  id: row.id,
  area: row.areaCode,
  kind: row.kind,
  wish: row.wish,
  building: row.building,
  forWhom: row.forWhom,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  hours: row.hours,
  safety: row.safety,
  state: row.state,
  isMine: row.askerId === me,
  isHelper: row.helperId !== null && row.helperId === me,
  reach: row.reach,
  people: row.people,
  isUrgent: row.isUrgent,
  deskNote: row.deskNote,
  postedAt: row.postedAt.toISOString(),
})

const meeting = ['taken', 'started', 'done', 'disputed']

export const shownDetail = async (work: AidWork, row: HelpRow, me: string) => {
  const view = shown(row, me)
  const isParty = view.isMine || view.isHelper
  const otherId = view.isMine ? row.helperId : view.isHelper ? row.askerId : null
  const other = otherId ? await work.use(people).person(otherId) : null
  const group = row.groupId ? (await store(work.db).group(row.groupId)).filter(({ id }) => id !== row.id) : []
  const named = new Map(
    view.isMine && group.length > 0
      ? (await work.use(people).persons(group.flatMap(({ helperId }) => helperId ?? []))).map(
          (one) => [one.id, one.displayName] as const,
        )
      : [],
  )
  const isMeeting = meeting.includes(row.state)
  const seesPlace = row.placeSealed !== '' && (view.isMine || (view.isHelper && isMeeting))
  return {
    ...view,
    otherName: other?.displayName ?? null,
    exactPlace: seesPlace ? secretsOf(work).open(row.placeSealed, placeOf(row.id)) : null,
    startCode: view.isMine && row.state === 'taken' ? secretsOf(work).open(row.codeSealed, codeOf(row.id)) : null,
    askerScore: isParty ? row.askerScore : null,
    askerWords: isParty ? row.askerWords : null,
    helperScore: isParty ? row.helperScore : null,
    matterId: isParty ? row.matterId : null,
    deskNote: isParty ? row.deskNote : null,
    isUrgent: isParty && row.isUrgent,
    others: group.map((one) => ({
      id: one.id,
      state: one.state,
      helperName: one.helperId ? (named.get(one.helperId) ?? null) : null,
    })),
  }
}
