/** Beside a case: the orders that follow from it, and the ways to steer it: an order, a leader's note, a conference. */
import { Button, Chip, keyOf, Link, Section, useAsk, useLive, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { ConferSheet } from './confer-sheet.tsx'
import { OrderSheet } from './order-sheet.tsx'

type Of = { readonly matter: { readonly id: string; readonly phase: string } }

export const SteerPanel = ({ of }: { of: Of }) => {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const [open, setOpen] = useState<'order' | 'note' | 'confer' | null>(null)
  const { id } = of.matter
  const asked = useAsk(command, 'ordersOf', { params: { id } })
  useLive([`matter:${id}`], [keyOf(command, 'ordersOf')])
  const isOver = of.matter.phase === 'done'
  const mayOrder = !isOver && may('order.issue')
  const mayConfer = !isOver && may('summons.start')
  const items = asked.data?.items ?? []
  if (items.length === 0 && !mayOrder && !mayConfer) return null
  const close = () => setOpen(null)
  return (
    <Section title={t('screen.steer')}>
      {items.length > 0 && (
        <ul className="steer-orders">
          {items.map((row) => (
            <li key={row.id}>
              <Link to={`/matters/${row.id}`}>{row.title}</Link>
              <Chip tone={row.phase === 'done' ? 'done' : 'main'}>
                {t(`process.${row.process}.state.${row.state}`)}
              </Chip>
              <span className="steer-note">
                {t(`screen.orderKind.${row.kind}`)} · {row.holderUnitName ?? t('screen.nobody')}
                {row.dueAt && !row.closedAt && ` · ${t('screen.overdueAt', { at: when(row.dueAt) })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="button-row">
        {mayOrder && <Button onClick={() => setOpen('order')}>{t('screen.giveOrder')}</Button>}
        {mayOrder && <Button onClick={() => setOpen('note')}>{t('screen.writeNote')}</Button>}
        {mayConfer && <Button onClick={() => setOpen('confer')}>{t('screen.confer')}</Button>}
      </p>
      {(open === 'order' || open === 'note') && <OrderSheet caseId={id} kind={open} onClose={close} />}
      {open === 'confer' && <ConferSheet caseId={id} onClose={close} />}
    </Section>
  )
}
