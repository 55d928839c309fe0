/** Export, bulk change and key change ask for a proof of identity made a moment ago; the platform itself needs none. */
import type { Work } from './module.ts'
import { refuseAsKernel } from './refusal.ts'

/** How long a proof counts as fresh. */
export const freshMinutes = 10

/** Refuses with `kernel/stale-proof` unless the actor proved who they are a moment ago. */
export const mustBeFresh = ({ actor, now }: Pick<Work, 'actor' | 'now'>) => {
  if (actor.kind === 'system') return
  if (!actor.provedAt || now.getTime() - actor.provedAt.getTime() > freshMinutes * 60_000)
    throw refuseAsKernel('stale-proof')
}
