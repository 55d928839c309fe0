/** Work beside people by area: where one person carries most, and whom it would help most to lend. */
import type { Reply, RouteOf } from '@liren/contract'
import { Empty, Failed, Link, Segments, useArea, useAsk, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'
import './board.css'

type Move = Reply<RouteOf<typeof command, 'allocation'>>['moves'][number]
const levels = ['community', 'subdistrict'] as const

export default function AllocationPage() {
  const t = useWords()
  const { number } = useTimes()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const level = levels.find((one) => one === filters.level) ?? 'community'
  const asked = useAsk(command, 'allocation', { query: { level, ...(code ? { area: code } : {}) } })
  const heads = (value: number | null) =>
    value === null ? t('screen.nobodyThere') : t('screen.perHeadOf', { count: number(Math.round(value * 10) / 10) })
  // The heaviest first; where nobody is, everything waits.
  const rows = [...(asked.data?.items ?? [])].sort(
    (one, other) =>
      (other.perHead ?? (other.open > 0 ? Number.POSITIVE_INFINITY : 0)) -
        (one.perHead ?? (one.open > 0 ? Number.POSITIVE_INFINITY : 0)) || other.open - one.open,
  )
  const may = useMay()
  const [lending, setLending] = useState<Move | null>(null)
  const moves = asked.data?.moves ?? []
  return (
    <DeskPage
      title={t('nav.allocation')}
      hint={t('screen.allocationHint')}
      back={{ to: '/command', label: t('nav.board') }}
    >
      <Segments
        label={t('screen.byLabel')}
        value={level}
        onChange={(value) => filter({ level: value === 'community' ? null : value })}
        choices={levels.map((value) => ({ value, label: t(`screen.per.${value}`) }))}
      />
      {asked.error ? (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      ) : (
        <>
          <Panel title={t('screen.lending')}>
            {asked.data && moves.length === 0 ? (
              <p className="board-note">{t('screen.noLending')}</p>
            ) : (
              <ol className="board-lending">
                {moves.map((move, at) => (
                  // The same two areas may stand in it twice: one person each time.
                  <li key={at}>
                    <b>{t('screen.lend', { from: move.fromName, to: move.toName })}</b>
                    <span className="board-note">
                      {t('screen.lendEffect', {
                        to: move.toName,
                        before: heads(move.toBefore),
                        after: heads(move.toAfter),
                        from: move.fromName,
                        mine: heads(move.fromAfter),
                      })}
                    </span>
                    {may('order.issue') && (
                      <span className="board-acts">
                        <button type="button" onClick={() => setLending(move)}>
                          {t('screen.giveOrder')}
                        </button>
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            )}
          </Panel>
          <Rows
            rows={rows}
            rowKey={(row) => row.areaCode}
            isLoading={asked.isLoading}
            label={t('nav.allocation')}
            empty={<Empty icon="people" title={t('screen.noAreas')} hint={t('screen.noAreasHint')} />}
            columns={[
              { key: 'area', title: t('screen.scopeLabel'), cell: (row) => row.areaName },
              {
                key: 'perHead',
                title: t('screen.perHead'),
                width: 150,
                isNumber: true,
                cell: (row) => (row.open === 0 ? '–' : heads(row.perHead)),
              },
              {
                key: 'open',
                title: t('screen.open'),
                width: 100,
                isNumber: true,
                cell: (row) => <Link to={`/command/cases?isOpen=yes&area=${row.areaCode}`}>{number(row.open)}</Link>,
              },
              {
                key: 'overdue',
                title: t('screen.overdue'),
                width: 100,
                isNumber: true,
                cell: (row) =>
                  row.overdue === 0 ? (
                    <span className="board-none">0</span>
                  ) : (
                    <Link to={`/command/cases?due=overdue&area=${row.areaCode}`} className="board-late">
                      {number(row.overdue)}
                    </Link>
                  ),
              },
              {
                key: 'reported',
                title: t('screen.reportedDays', { days: asked.data?.days ?? 30 }),
                width: 130,
                isNumber: true,
                cell: (row) => number(row.reported),
              },
              {
                key: 'staff',
                title: t('screen.staffThere'),
                width: 130,
                isNumber: true,
                cell: (row) => number(row.staff),
              },
            ]}
          />
        </>
      )}
      {lending && (
        <OrderSheet
          about={{
            area: lending.toCode,
            name: lending.toName,
            title: t('screen.lend', { from: lending.fromName, to: lending.toName }),
          }}
          kind="order"
          onClose={() => setLending(null)}
        />
      )}
    </DeskPage>
  )
}
