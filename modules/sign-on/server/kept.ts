/** What the provider keeps for a while lies in our tables: found by digest, sealed, in the transaction of the act it belongs to. */
import { hash } from 'node:crypto'
import { secretsOf } from '@liren/kernel'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { clientOf } from '../claims.ts'
import { currentWork } from './sign-on-work.ts'
import { clientStore, type TokenRecord, tokenStore } from './store.ts'

export const digestOf = (value: string) => hash('sha256', value, 'base64url')
const placeOf = (model: string, digest: string) => `sign-on:${model}:${digest}`
export const secretPlace = (toolId: string) => `sign-on:client:${toolId}`

const opened = (row: TokenRecord | null): AdapterPayload | undefined => {
  if (!row) return undefined
  const payload = JSON.parse(secretsOf(currentWork()).open(row.payload, placeOf(row.model, row.digest)))
  return row.consumedAt ? { ...payload, consumed: Math.floor(row.consumedAt.getTime() / 1000) } : payload
}

/** Clients are tools of the library: there, switched on, with a secret. Nothing else is one. */
const findClient = async (id: string): Promise<AdapterPayload | undefined> => {
  const work = currentWork()
  const client = await clientStore(work.db).one(id)
  if (!client?.isThere || !client.isOn || !client.secretSealed) return undefined
  return clientOf(client, client.name['zh-CN'], secretsOf(work).open(client.secretSealed, secretPlace(id)))
}

const noClient = async () => {
  throw new Error('clients come from the tool library alone')
}
const clients: Adapter = {
  find: findClient,
  upsert: noClient,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: noClient,
  destroy: noClient,
  revokeByGrantId: noClient,
}

const longest = 31 * 86_400

export const keptAs = (model: string): Adapter => {
  if (model === 'Client') return clients
  const tokens = () => tokenStore(currentWork().db)
  const isSession = model === 'Session'
  return {
    upsert: async (id, payload, expiresIn) => {
      const digest = digestOf(id)
      await tokens().keep({
        model,
        digest,
        payload: secretsOf(currentWork()).seal(JSON.stringify(payload), placeOf(model, digest)),
        grantDigest: payload.grantId ? digestOf(payload.grantId) : null,
        uidDigest: isSession && payload.uid ? digestOf(payload.uid) : null,
        sessionId: isSession ? (currentWork().actor.sessionId ?? null) : null,
        accountId: isSession ? (payload.accountId ?? null) : null,
        // The provider reckons by the wall, whatever clock an act goes by.
        expiresAt: new Date(Date.now() + (expiresIn ?? longest) * 1000),
      })
    },
    find: async (id) => opened(await tokens().find(model, digestOf(id))),
    findByUid: async (uid) => opened(await tokens().findByUid(model, digestOf(uid))),
    findByUserCode: async () => undefined,
    consume: async (id) => tokens().consume(model, digestOf(id), new Date()),
    destroy: async (id) => tokens().drop(model, digestOf(id)),
    revokeByGrantId: async (grantId) => tokens().dropGrant(digestOf(grantId), model),
  }
}
