/** Rows of the library as the contract shows them. */
import type { ToolRow, UseRow } from '../contract.ts'
import type { ToolRecord, VersionRecord } from './store-tools.ts'
import type { UseRecord } from './store-uses.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const shownTool = (row: ToolRecord): ToolRow => ({
  id: row.id,
  kind: row.kind,
  name: row.head.name,
  summary: row.head.summary,
  icon: row.head.icon,
  category: row.category,
  level: row.level,
  unit: row.head.unit,
  publisher: row.publisher,
  version: row.latest,
  state: row.state,
  citations: row.citations,
  activeUses: row.activeUses,
  rating: row.ratingCount === 0 ? null : Math.round((row.ratingSum / row.ratingCount) * 10) / 10,
  isStandard: row.isStandard,
  publishedAt: iso(row.publishedAt),
})

export const shownVersion = (row: VersionRecord) => ({
  toolId: row.toolId,
  version: row.version,
  state: row.state,
  digest: row.digest,
  isSigned: row.signature !== null,
  installedAt: row.installedAt.toISOString(),
  trialUntil: row.trialUntil,
  trialArea: row.trialArea,
  exitCriteria: row.exitCriteria,
  review: row.review,
})

export const shownUse = (row: UseRecord): UseRow => ({
  toolId: row.toolId,
  areaCode: row.areaCode,
  name: row.renaming.name ?? row.head.name,
  icon: row.renaming.icon ?? row.head.icon,
  mode: row.mode,
  version: row.version,
  latest: row.latest,
  previous: row.previous,
  isOn: row.isOn,
  retiredAt: iso(row.retiredAt),
  since: row.sinceAt.toISOString(),
  untilOn: row.untilOn,
  lastUsedAt: iso(row.lastUsedAt),
  records: row.records,
  isOwn: row.isOwn,
  isDue: row.mandate !== null,
  renaming: row.renaming,
})
