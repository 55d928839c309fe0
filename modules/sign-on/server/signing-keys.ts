/** The keys tokens are signed with: made here, kept sealed, published a day before they sign and for a while after. */
import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { homeOf, secretsOf } from '@liren/kernel'
import type { JWK } from 'oidc-provider'
import type { SignOnWork } from './sign-on-work.ts'
import { type KeyRecord, keyStore } from './store.ts'

const day = 86_400_000
export const rotateAfterDays = 90
/** No token lives longer. */
const keptAfterDays = 14
const trustMs = 60_000

const place = (kid: string) => `sign-on:key:${kid}`
const makePair = promisify(generateKeyPair)

const make = async (work: SignOnWork, generation: number, signsAt: Date): Promise<KeyRecord> => {
  const { privateKey } = await makePair('rsa', { modulusLength: 2048 })
  const kid = randomBytes(12).toString('base64url')
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
  return {
    generation,
    kid,
    sealed: secretsOf(work).seal(JSON.stringify(jwk), place(kid)),
    madeAt: work.now,
    signsAt,
    retiresAt: null,
  }
}

type Known = { readonly keys: readonly JWK[]; readonly name: string; readonly until: number }
const known = new WeakMap<object, Known>()

/** The key that signs first, the others behind it; `name` changes when they do. */
export const signingKeys = async (work: SignOnWork): Promise<Known> => {
  const home = homeOf(work)
  const there = known.get(home)
  if (there && there.until > Date.now()) return there
  const keys = keyStore(work.db)
  let rows = await keys.living(work.now)
  if (rows.length === 0) {
    await keys.add(await make(work, 1, work.now))
    rows = await keys.living(work.now)
  }
  const signing = rows.find(({ signsAt }) => signsAt <= work.now) ?? rows[0]
  const ordered = [...rows].sort((one, other) => Number(other === signing) - Number(one === signing))
  const found = {
    keys: ordered.map(({ kid, sealed }): JWK => JSON.parse(secretsOf(work).open(sealed, place(kid)))),
    name: ordered.map(({ kid }) => kid).join(' '),
    until: Date.now() + trustMs,
  }
  known.set(home, found)
  return found
}

/** Makes the next key in good time and buries those that no token needs any more. */
export const rotateKeys = async (work: SignOnWork): Promise<void> => {
  const keys = keyStore(work.db)
  await keys.bury(work.now)
  const [newest] = await keys.living(work.now)
  if (!newest || work.now.getTime() - newest.madeAt.getTime() < rotateAfterDays * day) return
  const signsAt = new Date(work.now.getTime() + day)
  const next = await make(work, newest.generation + 1, signsAt)
  await keys.add(next)
  await keys.retire(next.generation, new Date(signsAt.getTime() + keptAfterDays * day))
  known.delete(homeOf(work))
  work.audit({ object: `key:${next.kid}`, facts: { generation: next.generation } })
}
