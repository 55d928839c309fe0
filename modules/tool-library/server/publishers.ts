/** Who publishes, and by which keys they are known here: the keeper trusts a key, and trusts it no longer. */
import { createPublicKey } from 'node:crypto'
import { answer, configOf, mustBeFresh, secretsOf } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { toolLibrary } from '../contract.ts'
import { keyIdOf } from './check/sign.ts'
import { libraryKey } from './library-key.ts'
import { type KeyRow, keyStore } from './store-keys.ts'

const shown = ({ keyId, publisher, trustedAt, revokedAt, versions }: KeyRow) => ({
  keyId,
  publisher,
  trustedAt: trustedAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
  versions,
})

export const publishers = answer(toolLibrary, 'publishers', async (work, { query }) => {
  const limit = query.limit ?? 30
  const store = keyStore(work.db)
  const rows = await store.publishers(query.after ?? null, limit + 1)
  const items = rows.slice(0, limit)
  const keys = await store.keysOf(items.map(({ publisher }) => publisher))
  return {
    items: items.map(({ publisher, tools, unit }) => ({
      publisher,
      unit,
      tools,
      keys: keys.filter((key) => key.publisher === publisher).map(shown),
    })),
    next: rows.length > limit ? (items.at(-1)?.publisher ?? null) : null,
  }
})

/** The key this library signs with, for whoever is to trust it: it may be given to anybody. */
export const ownKey = answer(toolLibrary, 'ownKey', async (work) => {
  const key = libraryKey(secretsOf(work), configOf(work).schema)
  return { ...key, publishers: [...(await keyStore(work.db).signedFor(key.keyId))] }
})

/** The canonical text of an Ed25519 public key, or null where this is none. */
export const readKey = (text: string): string | null => {
  if (/PRIVATE/.test(text)) return null
  try {
    const key = createPublicKey(text.trim())
    return key.asymmetricKeyType === 'ed25519' ? key.export({ type: 'spki', format: 'pem' }).toString() : null
  } catch {
    return null
  }
}

export const trustKey = answer(toolLibrary, 'trustKey', async (work, { params, body }) => {
  mustBeFresh(work)
  const publicKey = readKey(body.publicKey)
  if (!publicKey) throw refuseField('publicKey', 'format')
  const keyId = keyIdOf(publicKey)
  const store = keyStore(work.db)
  const isNew = await store.trust({ keyId, publisher: params.publisher, publicKey, at: work.now, by: work.actor.id })
  // A key that was revoked, or belongs to somebody else, is not trusted by asking again.
  if (!isNew) throw refuseField('publicKey', 'unique')
  work.audit({ object: `publisher:${params.publisher}`, facts: { keyId } })
  const [row] = await store.keysOf([params.publisher], keyId)
  if (!row) throw new Error('a key just written is not there')
  return shown(row)
})

export const revokeKey = answer(toolLibrary, 'revokeKey', async (work, { params, body }) => {
  mustBeFresh(work)
  const store = keyStore(work.db)
  const publisher = await store.revoke(params.key, work.now)
  if (publisher === null) throw work.refuse('not-found')
  work.audit({ object: `publisher:${publisher}`, facts: { keyId: params.key, because: body.because } })
  const [row] = await store.keysOf([publisher], params.key)
  if (!row) throw work.refuse('not-found')
  return shown(row)
})
