/** At the desk: what was handed over, with the refund, and what was counted. */
import { Chip, useTimes, useWords } from '@liren/web'
import { Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type Deal, mall } from '../../contract.ts'
import { RefundForm } from '../merchant/handed-over.tsx'

export const DealsPart = ({ area }: { area: string }) => {
  const t = useWords('mall')
  const { when } = useTimes()
  const [open, setOpen] = useState<Deal | null>(null)
  return (
    <>
      <ListTable
        contract={mall}
        route="handOvers"
        input={{ query: { area } }}
        columns={[
          { key: 'number', title: t('screen.number'), width: 90, cell: (row) => row.number },
          { key: 'good', title: t('screen.name'), cell: (row) => `${row.goodName} × ${row.quantity}` },
          { key: 'who', title: t('screen.who'), width: 110, cell: (row) => row.name },
          { key: 'point', title: t('screen.point'), cell: (row) => row.pointName },
          { key: 'points', title: t('screen.pointsShort'), width: 80, cell: (row) => row.points },
          { key: 'handedAt', title: t('screen.doneAt'), width: 150, cell: (row) => when(row.handedAt) },
          {
            key: 'state',
            title: t('screen.state'),
            cell: (row) =>
              row.refundedAt === null ? (
                <Chip tone="main">{t('state.handedOver')}</Chip>
              ) : (
                <Chip tone="done">{`${t('state.refunded')}${row.because ? ` · ${row.because}` : ''}`}</Chip>
              ),
          },
        ]}
        onOpen={(row) => row.refundedAt === null && setOpen(row)}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open ? `${t('screen.refund')} · ${open.goodName}` : ''}
      >
        {open && <RefundForm key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}

export const CountsPart = ({ area }: { area: string }) => {
  const t = useWords('mall')
  const { when } = useTimes()
  return (
    <ListTable
      contract={mall}
      route="counts"
      input={{ query: { area } }}
      columns={[
        { key: 'good', title: t('screen.name'), cell: (row) => row.goodName },
        { key: 'point', title: t('screen.point'), cell: (row) => row.pointName },
        { key: 'expected', title: t('screen.expected'), width: 100, cell: (row) => row.expected },
        { key: 'counted', title: t('screen.counted'), width: 100, cell: (row) => row.counted },
        {
          key: 'difference',
          title: t('screen.differenceShort'),
          width: 100,
          cell: (row) =>
            row.counted === row.expected ? (
              '0'
            ) : (
              <Chip tone="soon">{`${row.counted > row.expected ? '+' : ''}${row.counted - row.expected}`}</Chip>
            ),
        },
        { key: 'note', title: t('screen.note'), cell: (row) => row.note ?? '' },
        { key: 'by', title: t('screen.by'), width: 120, cell: (row) => row.byName },
        { key: 'at', title: t('screen.countedAt'), width: 150, cell: (row) => when(row.at) },
      ]}
    />
  )
}
