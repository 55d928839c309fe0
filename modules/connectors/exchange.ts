/** What two systems say to each other about cases: kinds of message, words for a state, when to try again, how a day adds up. Pure. */

/** Messages of the exchange between a district, the city's grid system and 12345. */
export const kinds = [
  'case.create',
  'case.status',
  'case.result',
  'case.return',
  'exchange.reconcile',
  'exchange.resend',
] as const
/** What became of a message: ours waits, is sent or failed for good; theirs was taken in or refused. */
export const messageStates = ['waiting', 'sent', 'failed', 'taken', 'refused'] as const
export type MessageState = (typeof messageStates)[number]
export type Kind = (typeof kinds)[number]

/** A photo as a message names it: where to fetch it below the sender's line, how long it is, and the hash of its bytes. */
export type SentPhoto = { readonly path: string; readonly sha256: string; readonly byteCount: number }
export const mostPhotos = 9
export const mostBytes = 8 * 1024 * 1024

/** Where a case stands, in words both sides share; each peer's own words are mapped onto these. */
export const statuses = ['received', 'accepted', 'dispatched', 'handling', 'checking', 'closed', 'returned'] as const
export type Status = (typeof statuses)[number]

/** What a state of a case is to others. States that say nothing new to them are not told. */
const statusOfState: Readonly<Record<string, Status>> = {
  filing: 'accepted',
  dispatching: 'accepted',
  assigned: 'dispatched',
  handling: 'handling',
  checking: 'checking',
}
export const statusOf = (state: string): Status | null => statusOfState[state] ?? null

/** Our status in the peer's own words, and back. What a map does not name is said as it is. */
export type StatusMap = Readonly<Record<string, string>>
export const toPeer = (map: StatusMap, status: Status): string => map[status] ?? status
export const fromPeer = (map: StatusMap, word: string): Status | null => {
  const found = Object.entries(map).find(([, theirs]) => theirs === word)?.[0] ?? word
  return statuses.find((status) => status === found) ?? null
}

/** A category of ours in the peer's own words; what its map does not name goes under our own code. */
export const categoryFor = (map: Readonly<Record<string, string>>, code: string): string =>
  Object.entries(map).find(([, ours]) => ours === code)?.[0] ?? code

/** Which fields a message must carry, beside who it is from and when. */
export const dueFields = {
  'case.create': ['ref', 'text'],
  'case.status': ['ref', 'status'],
  'case.result': ['ref', 'outcome', 'text'],
  'case.return': ['ref', 'reason'],
  'exchange.reconcile': ['day'],
  'exchange.resend': ['ids'],
} as const satisfies Readonly<Record<Kind, readonly string[]>>

const minute = 60_000
/** Pauses after each failed try, in minutes; after the last a person has to look. */
const pauses = [1, 2, 5, 15, 60, 180, 360, 720] as const

/** When to try again after this many failures; null when enough was tried. */
export const nextTryAfter = (failures: number): number | null => {
  const pause = pauses[failures - 1]
  return pause === undefined ? null : pause * minute
}

/** What one side sent or received on one day: ids, and beside each the hash of what it said (SHA-256), where the other side says it. */
export type Tally = { readonly count: number; readonly ids: readonly string[]; readonly hashes?: readonly string[] }

type Sides = { readonly sent: Tally; readonly received: Tally }

const hashesOf = ({ ids, hashes = [] }: Tally) =>
  new Map(ids.flatMap((id, n) => (hashes[n] === undefined ? [] : [[id, hashes[n]] as const])))

/** Ids that both hold, under other words. */
const differingIn = (mine: Tally, theirs: Tally) => {
  const other = hashesOf(theirs)
  return [...hashesOf(mine)].flatMap(([id, hash]) => (other.has(id) && other.get(id) !== hash ? [id] : []))
}

/** Compares what we hold with what the other side says: what did not arrive there or here, and what stands there in other words. */
export const compare = (ours: Sides, theirs: Sides) => {
  const [arrivedThere, arrivedHere] = [new Set(theirs.received.ids), new Set(ours.received.ids)]
  return {
    missingThere: ours.sent.ids.filter((id) => !arrivedThere.has(id)),
    missingHere: theirs.sent.ids.filter((id) => !arrivedHere.has(id)),
    differing: [...differingIn(ours.sent, theirs.received), ...differingIn(ours.received, theirs.sent)],
  }
}

/** What a comparison finds, row by row. */
export const differences = ['missingThere', 'missingHere', 'differing'] as const
export type Difference = (typeof differences)[number]
