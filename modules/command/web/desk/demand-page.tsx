/** What people ask for by category and subdistrict, beside the hands of the unit whose duty it is; every figure opens its cases. */
import { dayOf } from '@liren/contract/day'
import { Empty, Link, useArea, useAsk, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, FilterBar, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'
import { CategoryName } from './said.tsx'
import { useBoardArea } from './use-board.ts'
import './board.css'
import './plan.css'

export default function DemandPage() {
  const t = useWords('command')
  const { number } = useTimes()
  const may = useMay()
  const { code } = useArea()
  const { whole, name } = useBoardArea()
  const [filters] = useFilters()
  const [ordering, setOrdering] = useState<{ id: string; name: string } | null>(null)
  const from = filters.from ?? dayOf(Date.now() - 29 * 86_400_000)
  const asked = useAsk(command, 'demand', {
    query: { from, ...(filters.until ? { until: filters.until } : {}), ...(code ? { area: code } : {}) },
  })
  const behind = (category: string, more: Readonly<Record<string, string>> = {}) =>
    `/command/cases?${new URLSearchParams({ category, from, ...(filters.until ? { until: filters.until } : {}), ...more })}`
  const rows = asked.data?.items ?? []
  return (
    <DeskPage
      title={t('nav.demand')}
      hint={t('screen.demandHint')}
      back={{ to: '/command/figures', label: t('nav.figures') }}
    >
      <FilterBar
        filters={[
          { name: 'from', label: t('screen.from'), kind: 'day' },
          { name: 'until', label: t('screen.untilDay'), kind: 'day' },
        ]}
      />
      <Rows
        rows={rows}
        rowKey={(row) => row.categoryCode}
        isMatrix
        isLoading={asked.isLoading}
        error={asked.error}
        again={() => void asked.refetch()}
        label={t('nav.demand')}
        empty={<Empty icon="chart" title={t('screen.noFigures')} hint={t('screen.noDemandHint')} />}
        columns={[
          {
            key: 'category',
            title: t('screen.category'),
            isHead: true,
            width: 170,
            cell: (row) => (
              <Link to={behind(row.categoryCode)}>
                <CategoryName code={row.categoryCode} area={code ?? null} />
              </Link>
            ),
          },
          {
            key: 'reported',
            title: t('screen.reportedShort'),
            width: 80,
            isNumber: true,
            cell: (row) => number(row.reported),
          },
          {
            key: 'share',
            title: t('screen.shareLabel'),
            width: 70,
            isNumber: true,
            cell: (row) =>
              `${number(Math.round((row.reported / Math.max(1, asked.data?.reported ?? 1)) * 1000) / 10)}%`,
          },
          {
            key: 'open',
            title: t('screen.open'),
            width: 70,
            isNumber: true,
            cell: (row) => <Link to={behind(row.categoryCode, { isOpen: 'yes' })}>{number(row.open)}</Link>,
          },
          {
            key: 'overdue',
            title: t('screen.overdue'),
            width: 70,
            isNumber: true,
            cell: (row) =>
              row.overdue === 0 ? (
                <span className="board-none">0</span>
              ) : (
                <Link to={behind(row.categoryCode, { due: 'overdue' })} className="board-late">
                  {number(row.overdue)}
                </Link>
              ),
          },
          {
            key: 'unit',
            title: t('screen.dutyUnit'),
            width: 200,
            cell: (row) =>
              row.unit ? (
                <>
                  {row.unit.unitName}
                  <small className="plan-note">
                    {t('screen.unitHands', { open: number(row.unit.open), hands: number(row.unit.hands) })}
                  </small>
                  {may('order.issue') && whole && (
                    <span className="board-acts">
                      <button
                        type="button"
                        onClick={() => row.unit && setOrdering({ id: row.unit.unitId, name: row.unit.unitName })}
                      >
                        {t('screen.act.order')}
                      </button>
                    </span>
                  )}
                </>
              ) : (
                <span className="board-late">{t('screen.nobodysDuty')}</span>
              ),
          },
          ...(asked.data?.areas ?? []).map((area, at) => ({
            key: area.code,
            title: area.name,
            width: 70,
            isNumber: true,
            cell: (row: (typeof rows)[number]) =>
              (row.byArea[at] ?? 0) === 0 ? (
                <span className="board-none">0</span>
              ) : (
                <Link to={behind(row.categoryCode, { area: area.code })}>{number(row.byArea[at] ?? 0)}</Link>
              ),
          })),
        ]}
      />
      {ordering && whole && (
        <OrderSheet about={{ area: whole, name, unit: ordering }} kind="order" onClose={() => setOrdering(null)} />
      )}
    </DeskPage>
  )
}
