/** Whoever keeps the library gives a linked tool its secret, looks after which are there, and switches one off at once. */
import { randomBytes } from 'node:crypto'
import { answer, mustBeFresh, secretsOf } from '@liren/kernel'
import { signOn } from '../contract.ts'
import { secretPlace } from './kept.ts'
import { issuerOf } from './origin.ts'
import { type ClientRecord, clientStore } from './store.ts'

const shown = (row: ClientRecord & { readonly people: number }) => ({
  toolId: row.toolId,
  name: row.name,
  unit: row.unit,
  url: row.url,
  redirectUrls: row.redirectUrls,
  claims: row.claims,
  isOn: row.isOn && row.isThere,
  hasSecret: row.secretSealed !== null,
  secretAt: row.secretAt?.toISOString() ?? null,
  people: row.people,
  lastSignOnAt: row.lastSignOnAt?.toISOString() ?? null,
})

export const clients = answer(signOn, 'clients', async (work) => ({
  issuer: issuerOf(work),
  items: (await clientStore(work.db).all()).map(shown),
}))

export const makeSecret = answer(signOn, 'makeSecret', async (work, { params }) => {
  mustBeFresh(work)
  const store = clientStore(work.db)
  if (!(await store.one(params.id))) throw work.refuse('not-found')
  const clientSecret = randomBytes(32).toString('base64url')
  await store.setSecret(params.id, secretsOf(work).seal(clientSecret, secretPlace(params.id)), work.now)
  work.audit({ object: `tool:${params.id}` })
  return { clientId: params.id, clientSecret, issuer: issuerOf(work) }
})

export const switchClient = answer(signOn, 'switchClient', async (work, { params, body }) => {
  const store = clientStore(work.db)
  await store.turn(params.id, body.isOn)
  const row = (await store.all()).find(({ toolId }) => toolId === params.id)
  if (!row) throw work.refuse('not-found')
  work.audit({ object: `tool:${params.id}`, facts: { isOn: body.isOn } })
  return shown(row)
})
