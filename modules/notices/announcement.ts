/** 通知公告 What a community writes to everybody in an area: which topic carries it, and when it may leave. */
import type { TopicKind } from './contract.ts'

export const announcementKinds = ['optional', 'statutory', 'emergency', 'work'] as const satisfies readonly TopicKind[]
export type AnnouncementKind = (typeof announcementKinds)[number]

/** The topic of this module under which people choose to hear of it, and the template: only what is urgent says everything outside. */
export const carriedBy: Readonly<Record<AnnouncementKind, { readonly topic: string; readonly template: string }>> = {
  optional: { topic: 'community', template: 'announcement' },
  statutory: { topic: 'lawful', template: 'announcement' },
  emergency: { topic: 'alarm', template: 'alarm' },
  work: { topic: 'office', template: 'announcement' },
}

/** May whoever reads it refuse it? Then it needs a ground in law, and somebody who answers for that. */
export const isObliging = (kind: AnnouncementKind) => kind === 'statutory' || kind === 'emergency'

const farthestDays = 90

/** What stands against this time of leaving; a minute of grace, because clocks differ. */
export const timeFault = (sendAt: Date, now: Date): 'too-early' | 'too-far' | null => {
  if (sendAt.getTime() < now.getTime() - 60_000) return 'too-early'
  return sendAt.getTime() > now.getTime() + farthestDays * 86_400_000 ? 'too-far' : null
}

/** Below this many, a number would say something of single people. */
export const fewest = 5
