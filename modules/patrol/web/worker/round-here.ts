/** A round as this phone knows it: what the server told, and over it what waits here to be sent. */
import { type Send, useOutbox } from '@liren/web'
import type { Item, Round } from '../../contract.ts'
import { walkingOrder } from '../../walk.ts'
import type { Found, KeptRecord } from '../send-record.ts'
import type { KeptTurn } from '../send-round.ts'

export type ItemHere = Item & { readonly kept: { readonly send: Send; readonly found: Found } | null }
export type RoundHere = Omit<Round, 'items'> & { readonly items: readonly ItemHere[] }

export const foundOf = (item: ItemHere): Found | null => item.found ?? item.kept?.found ?? null

const isOnItsWay = ({ state }: Send) => state === 'waiting' || state === 'sending'

/** Everything of patrol still on this phone. What lies under these kinds was put there by its own pages. */
export const useKept = () => {
  const records = useOutbox('patrol.record').filter(({ state }) => state !== 'sent')
  const turns = useOutbox('patrol.round').filter(({ state }) => state !== 'sent')
  return {
    records: records.map((send) => ({ send, kept: send.payload as KeptRecord })),
    turns: turns.map((send) => ({ send, kept: send.payload as KeptTurn })),
  }
}

export const useRoundsHere = (rounds: readonly Round[]): readonly RoundHere[] => {
  const { records, turns } = useKept()
  return rounds.map((round) => {
    const turn = (name: KeptTurn['turn']) =>
      turns.find(({ send, kept }) => isOnItsWay(send) && kept.roundId === round.id && kept.turn === name)?.kept.at
    return {
      ...round,
      startedAt: round.startedAt ?? turn('start') ?? null,
      finishedAt: round.finishedAt ?? turn('finish') ?? null,
      items: round.items.map((item) => {
        const one = records.find(({ send, kept }) => isOnItsWay(send) && kept.itemId === item.id)
        return { ...item, kept: one ? { send: one.send, found: one.kept.found } : null }
      }),
    }
  })
}

/** What is left in walking order from the stop done last, then what is done, latest first. */
export const inOrder = (items: readonly ItemHere[]) => {
  const at = (item: ItemHere) => item.doneAt ?? item.kept?.send.madeAt ?? ''
  const done = items.filter((item) => foundOf(item) !== null).sort((one, other) => at(other).localeCompare(at(one)))
  const left = walkingOrder(
    items.filter((item) => foundOf(item) === null),
    done[0] ?? null,
  )
  return { left, done, here: done[0] ?? left[0] ?? null }
}
