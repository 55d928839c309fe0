/** Moves and hand-overs made without a network: what the phone keeps of them until the server has them. */
import type { Picked } from '@liren/files/web/picked.ts'
import { type Send, sendSoon, toast, useOutbox, useWords } from '@liren/web'
import type { MatterView } from '../contract.ts'

/** A move of the process, as its form was filled. */
export type KeptMove = {
  readonly matterId: string
  readonly module: string
  readonly move: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly unitId: string | null
  readonly photos: readonly Picked[]
  /** Steps of the matter the person had seen. */
  readonly seen: number
  /** A move kept before it: what that one brings is what this one has seen. */
  readonly after: string | null
}
/** 传递: to a colleague, or to another unit. */
export type KeptHandOn = {
  readonly matterId: string
  readonly module: string
  readonly body: {
    readonly accountId?: string
    readonly unitId?: string
    readonly because?: string
    readonly despiteLoad?: string
  }
}
export type KeptHere =
  | { readonly send: Send; readonly kind: 'move'; readonly kept: KeptMove }
  | { readonly send: Send; readonly kind: 'handOn'; readonly kept: KeptHandOn }

/** What is on its way for a matter, oldest first. */
export const useKeptHere = (matterId: string): readonly KeptHere[] =>
  useOutbox()
    .flatMap((send): KeptHere[] => {
      if (send.state === 'sent') return []
      // What is kept under these kinds was put there by `useKeepMoves`.
      if (send.kind === 'matters.move') return [{ send, kind: 'move' as const, kept: send.payload as KeptMove }]
      if (send.kind === 'matters.handOn') return [{ send, kind: 'handOn' as const, kept: send.payload as KeptHandOn }]
      return []
    })
    .filter(({ kept }) => kept.matterId === matterId)

/** Keeps a move or a hand-over of this matter and says that it is safe. */
export const useKeepMoves = (of: MatterView) => {
  const t = useWords('matters')
  const before = useKeptHere(of.id).findLast(({ kind }) => kind === 'move')
  const keep = async (kind: 'matters.move' | 'matters.handOn', verb: string, payload: KeptMove | KeptHandOn) => {
    await sendSoon(kind, `${verb} · ${of.title}`, payload, { lane: of.id, at: `/matters/${of.id}` })
    toast(t('screen.keptMove', { verb }))
  }
  const about = { matterId: of.id, module: of.module }
  return {
    move: (verb: string, kept: Pick<KeptMove, 'move' | 'facts' | 'unitId' | 'photos'>) =>
      keep('matters.move', verb, { ...about, ...kept, seen: of.seen, after: before?.send.id ?? null }),
    handOn: (verb: string, body: KeptHandOn['body']) => keep('matters.handOn', verb, { ...about, body }),
  }
}
