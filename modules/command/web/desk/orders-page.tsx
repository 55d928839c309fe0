/** Orders, calls and tasks of the area (接令即行): who has each, whether it was taken and done in time; the latest first. */
import { matters } from '@liren/matters/contract'
import {
  Button,
  Chip,
  dueTone,
  Empty,
  Link,
  Segments,
  toast,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'
import { type Actable, Said } from './row-acts.tsx'
import { useBoardArea, useBoardLive } from './use-board.ts'
import './board.css'
import './plan.css'

const states = ['open', 'late', 'done'] as const
const kinds = ['order', 'call', 'instruction', 'plan', 'paper'] as const

const OrderActs = ({ of }: { of: Actable & { readonly kind: string } }) => {
  const t = useWords('command')
  const may = useMay()
  const [isUrging, setUrging] = useState(false)
  const confirm = useSend(matters, 'move', {
    stale: [[command], [matters]],
    then: () => toast(t('screen.orderConfirmed'), 'good'),
  })
  if (of.phase === 'done') return null
  return (
    <span className="board-acts">
      {of.state === 'reported' && may('order.issue') && (
        <button
          type="button"
          disabled={confirm.isSending}
          onClick={() => confirm.now({ params: { id: of.id, move: 'confirm' }, body: {} })}
        >
          {t('screen.confirmOrder')}
        </button>
      )}
      {may('matter.remind') && (
        <button type="button" onClick={() => setUrging(true)}>
          {t('screen.act.remind')}
        </button>
      )}
      <Link to={`/matters/${of.id}`}>{t('screen.act.open')}</Link>
      {isUrging && <Said of={of} act="remind" onClose={() => setUrging(false)} />}
    </span>
  )
}

export default function OrdersPage() {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const { area, whole, name } = useBoardArea()
  const [filters, filter] = useFilters()
  const [isOrdering, setOrdering] = useState(false)
  useBoardLive()
  const state = states.find((one) => one === filters.state) ?? 'open'
  const kind = kinds.find((one) => one === filters.kind)
  return (
    <DeskPage
      title={t('nav.orders')}
      hint={t('screen.ordersHint')}
      back={{ to: '/command', label: t('nav.board') }}
      tools={
        may('order.issue') && whole ? (
          <Button tone="main" onClick={() => setOrdering(true)}>
            {t('screen.giveOrder')}
          </Button>
        ) : undefined
      }
    >
      <Segments
        label={t('screen.alertState')}
        value={state}
        onChange={(value) => filter({ state: value === 'open' ? null : value })}
        choices={states.map((value) => ({ value, label: t(`screen.orderStates.${value}`) }))}
      />
      <ListTable
        contract={command}
        route="orders"
        input={{
          query: {
            state,
            ...(kind ? { kind } : {}),
            ...(area ? { area } : {}),
            ...(filters.unit ? { unit: filters.unit } : {}),
          },
        }}
        label={t('nav.orders')}
        empty={<Empty icon="flag" title={t('screen.noOrders')} hint={t('screen.noOrdersHint')} />}
        filters={[
          {
            name: 'kind',
            label: t('screen.alertKindLabel'),
            choices: kinds.map((value) => ({ value, label: t(`screen.orderKind.${value}`) })),
          },
        ]}
        columns={[
          {
            key: 'what',
            title: t('screen.orderWhat'),
            isHead: true,
            cell: (row) => (
              <>
                <Link to={`/matters/${row.id}`}>{row.title}</Link>
                <small className="plan-note">
                  {t(`screen.orderKind.${row.kind}`)} · {row.number} · {row.areaName}
                </small>
              </>
            ),
          },
          { key: 'unit', title: t('screen.unit'), width: 150, cell: (row) => row.holderUnitName ?? t('screen.nobody') },
          {
            key: 'state',
            title: t('screen.alertState'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.phase === 'done' ? 'done' : 'main'}>
                {t(`process.${row.process}.state.${row.state}`)}
              </Chip>
            ),
          },
          {
            key: 'taken',
            title: t('screen.takenLabel'),
            width: 170,
            cell: (row) =>
              row.takenAt ? (
                <Chip tone={row.takeDueAt && row.takenAt > row.takeDueAt ? 'overdue' : 'done'}>
                  {t('screen.takenAt', { at: when(row.takenAt) })}
                </Chip>
              ) : row.takeDueAt && !row.closedAt ? (
                <Chip tone={dueTone(row.takeDueAt) === 'overdue' ? 'overdue' : 'soon'}>
                  {t('screen.takeBy', { at: when(row.takeDueAt) })}
                </Chip>
              ) : (
                '–'
              ),
          },
          {
            key: 'due',
            title: t('screen.dueLabel'),
            width: 170,
            cell: (row) =>
              row.closedAt ? (
                <Chip tone="done">{t('screen.closedAt', { at: when(row.closedAt) })}</Chip>
              ) : row.dueAt ? (
                <Chip tone={dueTone(row.dueAt) === 'overdue' ? 'overdue' : 'plain'}>
                  {t('screen.overdueAt', { at: when(row.dueAt) })}
                </Chip>
              ) : (
                '–'
              ),
          },
          { key: 'acts', title: t('screen.acts'), width: 170, cell: (row) => <OrderActs of={row} /> },
        ]}
      />
      {isOrdering && whole && (
        <OrderSheet about={{ area: whole, name }} kind="order" onClose={() => setOrdering(false)} />
      )}
    </DeskPage>
  )
}
