/** Which acts the state and step of an application allow. The server decides; this only keeps buttons away that could do nothing. */
import type { ApplicationView } from '../../views.ts'

export const acts = [
  'accept',
  'askCorrection',
  'decline',
  'pass',
  'visit',
  'consult',
  'publish',
  'endNotice',
  'resume',
  'pause',
  'approve',
  'refuse',
  'issue',
  'countVisit',
  'handOff',
] as const
export type Act = (typeof acts)[number]

const mainActsOf = (of: Pick<ApplicationView, 'state' | 'step' | 'item' | 'gaps'>): readonly Act[] => {
  const kind = of.item.flow[of.step]?.kind
  if (of.state === 'submitted')
    return ['accept', ...(of.gaps.length === 0 ? (['askCorrection'] as const) : []), 'decline']
  if (of.state === 'waiting') return ['resume']
  if (of.state === 'noticing') return ['endNotice']
  if (of.state === 'issuing') return ['issue']
  if (of.state !== 'reviewing') return []
  if (kind === 'decide') return ['approve', 'refuse']
  if (kind === 'notice') return ['publish', 'pause']
  return [
    ...(kind === 'visit' || kind === 'assess' ? (['visit'] as const) : []),
    ...(kind === 'joint' ? (['consult'] as const) : []),
    'pass',
    'pause',
  ]
}

export const actsOf = (
  of: Pick<ApplicationView, 'state' | 'step' | 'item' | 'gaps' | 'finishedAt'>,
): readonly Act[] => [
  ...mainActsOf(of),
  ...(of.finishedAt === null ? (['countVisit'] as const) : []),
  ...(of.finishedAt === null && of.item.channels.includes('crossRegion') ? (['handOff'] as const) : []),
]
