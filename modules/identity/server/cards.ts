/** A resident signs in at a kiosk by identity card: signed by a known reader, read just now, still good, and known here. */
import { createPublicKey, verify } from 'node:crypto'
import { answer, answerOnce, given, secretsOf, uuidv7 } from '@liren/kernel'
import { beyond, cardText } from '../card.ts'
import { type GivenToIdentity, identity } from '../contract.ts'
import { personaOf } from '../persona.ts'
import { isResidentNumber } from '../registered-number.ts'
import { isStaffPersona } from '../session-life.ts'
import { newToken } from './cookie.ts'
import { enter, type IdentityWork } from './enter.ts'
import { numberPrint } from './phone.ts'
import { dayOf } from './registrations.ts'
import { accountsStore } from './store-accounts.ts'
import { refuseIfLocked } from './tries.ts'

const holdsMs = 120_000

type CardReaders = {
  readonly address: string
  readonly readers: readonly { readonly id: string; readonly place: string; readonly publicKey: string }[]
}

const readersOf = (work: IdentityWork) => work.setting<CardReaders | null>('cardReader')

/** True where this key (32 bytes, base64url) signed this text. */
const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

export const cardReader = answer(identity, 'cardReader', async (work) => ({
  address: (await readersOf(work))?.address ?? null,
}))

export const askCard = answer(identity, 'askCard', async (work) => {
  if (!(await readersOf(work))) throw work.refuse('card-reader-off')
  const [challengeId, nonce] = [uuidv7(), newToken()]
  const expiresAt = new Date(work.now.getTime() + holdsMs)
  await accountsStore(work.db).addChallenge(challengeId, null, nonce, expiresAt)
  return { challengeId, nonce, expiresAt: expiresAt.toISOString() }
})

/** True where the register knows this number as this person's. What somebody typed of themself when they registered is not that. */
const isLookedAt = async (work: IdentityWork, personId: string, idNumber: string): Promise<boolean> => {
  for (const { part } of given<Partial<GivenToIdentity>>(work, 'identity'))
    if (await part.isNumberOf?.(work, personId, idNumber)) return true
  return false
}

export const logInByCard = answerOnce(identity, 'logInByCard', async (work, { body }) => {
  const known = await readersOf(work)
  if (!known) throw work.refuse('card-reader-off')
  const store = accountsStore(work.db)
  const kept = await store.takeChallenge(body.challengeId, null, work.now)
  if (!kept) throw work.refuse('card-refused', {}, 'challengeId')
  const reader = known.readers.find(({ id }) => id === body.reader)
  if (!reader) throw work.refuse('card-refused', {}, 'reader')
  // Nothing the page says counts before this: a page can say anything.
  if (!isSignedBy(reader.publicKey, cardText(kept.challenge, body), body.signature))
    throw work.refuse('card-refused', {}, 'signature')
  if (!isResidentNumber(body.idNumber, dayOf(work.now))) throw work.refuse('id-number-invalid', {}, 'idNumber')
  const end = beyond(body, dayOf(work.now).replaceAll('-', ''))
  if (end) throw work.refuse('card-expired', {}, end)
  const account = await store.byNumber(numberPrint(secretsOf(work), body.idNumber))
  if (!account || account.status === 'closed') throw work.refuse('card-unknown', {}, 'idNumber')
  // Anybody can type a number and a name when they register: the card must bear the name, and the office have seen the number.
  if (account.displayName.trim() !== body.name.trim()) throw work.refuse('card-unknown', {}, 'name')
  if (!account.personId || !(await isLookedAt(work, account.personId, body.idNumber)))
    throw work.refuse('card-unverified', {}, 'idNumber')
  refuseIfLocked(work, account)
  if (account.status !== 'active') throw work.refuse('account-not-active')
  // A card can be found in the street: it opens a person's own affairs for an hour, never the desk over other people's.
  if (isStaffPersona(personaOf(account.roles))) throw work.refuse('card-for-residents')
  work.emit('entered-by-card', { accountId: account.id, place: reader.place })
  return enter(work, account, { how: 'card', isTwofold: false, isShared: true })
})
