/** Sends a kept act of the spine: a request, a call, a supporting unit's result. Tried again, it looks first whether it arrived. */

import type { ContractSpec } from '@liren/contract'
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { type MatterView, matters } from '@liren/matters/contract'
import { ask, refresh, type SendOut } from '@liren/web'

export type ActRoute = 'ask' | 'logCall' | 'finishSupport'

export type KeptAct = {
  readonly caseId: string
  readonly route: ActRoute
  /** The case, or the supporting task. */
  readonly targetId: string
  readonly body: Readonly<Record<string, unknown>>
  readonly photos: readonly Picked[]
  readonly form: object
}

const hasArrived = (matter: MatterView, { route, targetId, body }: KeptAct, since: string): boolean => {
  if (route === 'finishSupport')
    return matter.helpers.some(({ id, doneAt, result }) => id === targetId && doneAt !== null && result === body.result)
  if (route === 'ask')
    return matter.requests.some(
      ({ kind, reason, askedAt }) => kind === body.kind && reason === body.reason && askedAt > since,
    )
  return matter.calls.some(
    ({ at, outcome, toName }) => outcome === body.outcome && toName === body.toName && at > since,
  )
}

// The route is known only when it is sent; its body was made by the form of that very route.
const askLoosely = ask as unknown as (contract: ContractSpec, route: string, input: unknown) => Promise<unknown>

const sendAct: SendOut = async ({ payload }, step) => {
  const kept: KeptAct = payload
  const { caseId, route, targetId, body } = kept
  const files = await sendPhotos(kept.photos, step, { withName: true })
  let isFirst = false
  const since = await step('tried', async () => {
    isFirst = true
    // A little earlier, for clocks that differ.
    return new Date(Date.now() - 120_000).toISOString()
  })
  await step('act', async () => {
    if (!isFirst && hasArrived(await ask(matters, 'read', { params: { id: caseId } }), kept, since)) return true
    await askLoosely(matters, route, {
      params: { id: targetId },
      body: { ...body, ...(files.length > 0 ? { files } : {}) },
    })
    return true
  })
  await refresh([{ name: 'cases' }], [{ name: 'matters' }])
  return true
}
export default sendAct
