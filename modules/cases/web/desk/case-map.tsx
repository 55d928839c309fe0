/** The quiet map of the district: cells shaded by open cases, the gravest as dots; a cell opens its list. */

import { matters } from '@liren/matters/contract'
import type { MapOf } from '@liren/territory/contract'
import { Failed, keyOf, Skeleton, Slot, useAsk, useLive, useShellFacts } from '@liren/web'
import { useMemo } from 'react'
import { useCaseWords } from './case-words.ts'

export default function CaseMap({
  area,
  stage,
  chosen,
  onArea,
  onCase,
}: {
  area: string | undefined
  stage: string | undefined
  chosen: string | undefined
  onArea: (code: string) => void
  onCase: (id: string) => void
}) {
  const { d } = useCaseWords()
  const shell = useShellFacts()
  // A cell is looked at within its community.
  const land = area ? area.slice(0, 12) : undefined
  const asked = {
    query: { process: 'case-handling', ...(land ? { area: land } : {}), ...(stage ? { state: stage } : {}) },
  }
  const { data, error, refetch } = useAsk(matters, 'heat', asked)
  useLive([`area:${land ?? shell.area ?? ''}`], [keyOf(matters, 'heat')])
  const shown = useMemo(() => {
    const cells = data?.cells ?? []
    return {
      counts: Object.fromEntries(cells.map((cell) => [cell.code, cell.open])),
      urgent: cells.filter((cell) => cell.grave > 0 || cell.overdue > 0).map((cell) => cell.code),
      unplaced: cells.filter((cell) => cell.code.length < 15).reduce((sum, cell) => sum + cell.open, 0),
      dots: (data?.dots ?? []).map(({ id, lon, lat, title, grade, isOverdue }) => ({
        id,
        lon,
        lat,
        label: title,
        tone: grade >= 3 ? ('urgent' as const) : isOverdue || grade === 2 ? ('soon' as const) : ('main' as const),
      })),
    }
  }, [data])
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data || !shell.area) return <Skeleton rows={8} />
  return (
    <div className="case-map">
      <Slot
        name="territory:map"
        of={
          {
            area: land ?? shell.area,
            level: 'gridCell',
            counts: shown.counts,
            countLabel: d('openCases'),
            urgent: shown.urgent,
            dots: shown.dots,
            chosen: chosen ?? null,
            onArea,
            onDot: onCase,
            height: 'min(38rem, 64vh)',
          } satisfies MapOf
        }
      />
      <p className="case-note">
        {d('mapLegend')}
        {shown.unplaced > 0 && ` ${d('unplaced', { count: shown.unplaced })}`}
      </p>
    </div>
  )
}
