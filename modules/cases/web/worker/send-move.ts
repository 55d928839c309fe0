/** Sends a kept move of a case: its photos one by one, then the move itself. A replay is harmless: the server knows it by `seen`. */
import type { ContractSpec } from '@liren/contract'
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { arrival, ask, refresh, type SendOut } from '@liren/web'
import { cases } from '../../contract.ts'

export type MoveRoute =
  | 'signIn'
  | 'forward'
  | 'reply'
  | 'answerVerification'
  | 'check'
  | 'settle'
  | 'accept'
  | 'decline'
  | 'askVerification'
  | 'askReporter'
  | 'file'
  | 'dispatch'
  | 'sendBack'
  | 'undoForward'
  | 'conclude'

/** What the outbox keeps of a move. `form` is given back to the person if it has to be mended. */
export type KeptMove = {
  readonly caseId: string
  readonly route: MoveRoute
  /** The move of the process, where the route makes more than one. */
  readonly move?: string
  readonly body: Readonly<Record<string, unknown>>
  /** By the field of the body they belong to. */
  readonly photos: Readonly<Record<string, readonly Picked[]>>
  /** Steps of the case the person had seen. */
  readonly seen: number
  /** The send before it, made without a network too: what that one brings is what this one has seen. */
  readonly after: string | null
  readonly place: string | null
  readonly form: object
}

/** The steps seen after an earlier send. That one not being through yet is a passing trouble, as a lost network is. */
const seenAfter = async (id: string): Promise<number> => {
  const early = new Promise<never>((_, reject) => setTimeout(() => reject(new TypeError('not yet')), 50))
  const reply = await Promise.race([arrival(id), early])
  // The earlier send is a move too: its reply says how many steps there are now.
  return (reply as { readonly seen: number }).seen
}

// The route is known only when it is sent; its body was made by the form of that very route.
const askLoosely = ask as unknown as (contract: ContractSpec, route: string, input: unknown) => Promise<unknown>

const sendMove: SendOut = async ({ payload }, step) => {
  const { caseId, route, body, photos, seen, after, place }: KeptMove = payload
  const from = after === null ? seen : await step('after', () => seenAfter(after))
  const files: Record<string, readonly string[]> = {}
  for (const [field, picked] of Object.entries(photos))
    if (picked.length > 0)
      files[field] = await sendPhotos(picked, step, { withName: true, ...(place ? { place } : {}) })
  const reply = await step('move', () =>
    askLoosely(cases, route, { params: { id: caseId }, body: { ...body, ...files, seen: from } }),
  )
  await refresh([cases], [{ name: 'matters' }])
  return reply
}
export default sendMove
