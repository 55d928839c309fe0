/** Patrol at the desk: coverage of places, rounds of a day, routes kept, and what was unforeseen. Never a list of people. */
import type { Reply, RouteOf } from '@liren/contract'
import type { MapOf } from '@liren/territory/contract'
import {
  Button,
  Chip,
  Empty,
  Failed,
  Notice,
  Segments,
  Skeleton,
  Slot,
  useArea,
  useAsk,
  useFilters,
  useGo,
  useMay,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { patrol } from '../../contract.ts'
import { HappeningsPart } from './happenings-part.tsx'
import { RoundsPart } from './rounds-part.tsx'
import { RoutesPart } from './routes-part.tsx'
import '../patrol.css'

type Cell = Reply<RouteOf<typeof patrol, 'coverage'>>['cells'][number]

/** The quiet map: how often somebody was in each cell, and a line around those a route should have reached; what no route goes to stays plain. */
const BlindMap = ({ area, cells }: { area: string; cells: readonly Cell[] }) => {
  const t = useWords('patrol')
  const go = useGo()
  const blind = cells.filter(({ state }) => state === 'overdue').map(({ code }) => code)
  const planned = cells.filter(({ state }) => state !== 'unplanned').length
  return (
    <Panel title={t('screen.blindMap', { blind: blind.length, planned, cells: cells.length })}>
      <Slot
        name="territory:map"
        of={
          {
            area,
            level: 'gridCell',
            counts: Object.fromEntries(
              cells
                .filter(({ state }) => state !== 'unplanned')
                .map(({ code, reached }) => [code, reached.reduce((sum, count) => sum + count, 0)]),
            ),
            countLabel: t('screen.reachedHere'),
            urgent: blind,
            onArea: (code) => go(`/command/cases?isOpen=yes&area=${code}`),
            height: '22rem',
          } satisfies MapOf
        }
      />
    </Panel>
  )
}

const rank = { overdue: 0, reached: 1, unplanned: 2 } as const
const tones = { overdue: 'overdue', reached: 'done', unplanned: 'plain' } as const

const CoveragePart = ({ area, onPlan }: { area: string; onPlan: (cell: Cell) => void }) => {
  const t = useWords('patrol')
  const may = useMay()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(patrol, 'coverage', { query: { area, days: 7 } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  const cells = [...data.cells].sort((one, other) => rank[one.state] - rank[other.state])
  return (
    <>
      <BlindMap area={area} cells={data.cells} />
      <Panel title={t('screen.coverageTitle', { days: data.days.length })}>
        <p className="patrol-note">{t('screen.blindHint', { days: data.blindAfterDays })}</p>
        <Rows
          rowKey={({ code }) => code}
          rows={cells}
          isMatrix
          atFirst={50}
          empty={<Empty title={t('screen.noCells')} />}
          columns={[
            { key: 'cell', title: t('screen.cell'), cell: (row) => row.name },
            {
              key: 'stateTitle',
              title: t('screen.stateTitle'),
              cell: (cell) => <Chip tone={tones[cell.state]}>{t(`screen.cellState.${cell.state}`)}</Chip>,
            },
            {
              key: 'lastOn',
              title: t('screen.lastOn'),
              width: 150,
              cell: (cell) => (cell.lastOn ? day(cell.lastOn) : t('screen.never')),
            },
            ...data.days.map((on, index) => ({
              key: on,
              title: on.slice(5).replace('-', '/'),
              isNumber: true,
              cell: (cell: (typeof cells)[number]) => cell.reached[index] ?? 0,
            })),
            ...(may('round.plan')
              ? [
                  {
                    key: 'acts',
                    title: t('screen.acts'),
                    width: 130,
                    cell: (cell: (typeof cells)[number]) =>
                      cell.state !== 'reached' &&
                      cell.centre && (
                        <Button tone="quiet" onClick={() => onPlan(cell)}>
                          {t('screen.addRoute')}
                        </Button>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
    </>
  )
}

const tabs = ['coverage', 'rounds', 'routes', 'happenings'] as const
const words = { coverage: 'screen.blind', rounds: 'screen.rounds', routes: 'nav.routes', happenings: 'nav.happening' }

export default function PatrolPage() {
  const t = useWords('patrol')
  const may = useMay()
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const shown = tabs.filter((tab) => tab === 'coverage' || tab === 'rounds' || may('round.plan'))
  const [planning, setPlanning] = useState<Cell | null>(null)
  const tab = shown.find((one) => one === filters.tab) ?? 'coverage'
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <Segments
        label={t('screen.tabs')}
        value={tab}
        onChange={(value) => {
          setPlanning(null)
          filter({ tab: value === 'coverage' ? null : value })
        }}
        choices={shown.map((value) => ({ value, label: t(words[value]) }))}
      />
      {tab === 'rounds' ? (
        <RoundsPart area={code} />
      ) : tab === 'routes' ? (
        <RoutesPart key={planning?.code ?? area} area={planning ? planning.code.slice(0, 12) : area} at={planning} />
      ) : tab === 'happenings' ? (
        <HappeningsPart area={code} />
      ) : area ? (
        <CoveragePart
          area={area}
          onPlan={(cell) => {
            setPlanning(cell)
            filter({ tab: 'routes' })
          }}
        />
      ) : (
        <Notice>{t('screen.pickCommunity')}</Notice>
      )}
    </DeskPage>
  )
}
