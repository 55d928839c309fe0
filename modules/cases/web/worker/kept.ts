/** What waits on this phone for a case, and how a move or an act is put there. */
import type { Picked } from '@liren/files/web/picked.ts'
import { arrival, online, type Send, sendSoon, toast, useOutbox, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'
import type { ActRoute, KeptAct } from './send-act.ts'
import type { KeptMove, MoveRoute } from './send-move.ts'

export type KeptForCase =
  | { readonly send: Send; readonly kind: 'move'; readonly kept: KeptMove }
  | { readonly send: Send; readonly kind: 'act'; readonly kept: KeptAct }

/** Where a report being written is kept: a refused one goes back there to be mended. */
export const reportDraft = 'cases.worker.report'

/** Everything of cases that is still on this phone, oldest first. */
export const useKept = (): readonly KeptForCase[] =>
  useOutbox().flatMap((send): KeptForCase[] => {
    if (send.state === 'sent') return []
    // What is kept under these kinds was put there by `useKeeping` below.
    if (send.kind === 'cases.move') return [{ send, kind: 'move', kept: send.payload as KeptMove }]
    if (send.kind === 'cases.act') return [{ send, kind: 'act', kept: send.payload as KeptAct }]
    return []
  })

export const useKeptFor = (caseId: string) => useKept().filter(({ kept }) => kept.caseId === caseId)

/** The move of the process a kept move makes. */
export const moveOf = ({ route, move, body }: Pick<KeptMove, 'route' | 'move' | 'body'>): string =>
  move
    ? move
    : route === 'check'
      ? body.isPassed === true
        ? 'pass'
        : 'fail'
      : route === 'conclude'
        ? String(body.decision)
        : route

/** Keeps a move or an act of this case and says when it is safe, and when it has arrived. */
export const useKeeping = (of: CaseView) => {
  const t = useWords('cases')
  const { matter } = of
  const signingIn = useKeptFor(matter.id).find(({ kind, kept }) => kind === 'move' && kept.route === 'signIn')
  const keep = async (kind: string, verb: string, payload: KeptMove | KeptAct) => {
    const id = await sendSoon(kind, `${verb} · ${matter.title}`, payload, {
      lane: matter.id,
      at: `/cases/${matter.id}`,
    })
    if (online.get()) {
      // A refusal is shown on the page, where it can be mended.
      void arrival(id).then(
        () => toast(t('screen.worker.arrived', { verb }), 'good'),
        () => {},
      )
    } else toast(t('screen.worker.kept', { verb }))
    return id
  }
  return {
    move: (
      route: MoveRoute,
      verb: string,
      {
        body = {},
        photos = {},
        form = {},
        move,
      }: {
        body?: object
        photos?: Readonly<Record<string, readonly Picked[]>>
        form?: object
        move?: string
      } = {},
    ) =>
      keep('cases.move', verb, {
        caseId: matter.id,
        route,
        ...(move ? { move } : {}),
        body: { ...body },
        photos,
        seen: matter.seen,
        after: route === 'reply' && signingIn ? signingIn.send.id : null,
        place: matter.address,
        form,
      }),
    act: (
      route: ActRoute,
      verb: string,
      {
        body = {},
        photos = [],
        form = {},
        targetId = matter.id,
      }: { body?: object; photos?: readonly Picked[]; form?: object; targetId?: string } = {},
    ) => keep('cases.act', verb, { caseId: matter.id, route, targetId, body: { ...body }, photos, form }),
  }
}
