/** Beside a case: the orders and plans that follow from it, and the ways to steer it: an order, a leader's note, a conference, a plan. */
import { Button, Chip, keyOf, Link, Section, useAsk, useLive, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { ConferSheet } from './confer-sheet.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { StartPlan } from './start-plan.tsx'

type Of = { readonly matter: { readonly id: string; readonly title: string; readonly phase: string } }

export const SteerPanel = ({ of }: { of: Of }) => {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const [open, setOpen] = useState<'order' | 'note' | 'confer' | 'plan' | null>(null)
  const { id } = of.matter
  const asked = useAsk(command, 'ordersOf', { params: { id } })
  useLive([`matter:${id}`], [keyOf(command, 'ordersOf')])
  const runs = useAsk(command, 'launches', { query: { caseId: id, limit: 5 } }, { enabled: may('board.read') })
  useLive([`matter:${id}`], [keyOf(command, 'launches')])
  const isOver = of.matter.phase === 'done'
  const mayPlan = !isOver && may('plan.start')
  const mayOrder = !isOver && may('order.issue')
  const mayConfer = !isOver && may('summons.start')
  const items = asked.data?.items ?? []
  if (items.length === 0 && !mayOrder && !mayConfer && !mayPlan) return null
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
      {(runs.data?.items ?? []).map((run) => (
        <p key={run.id} className="steer-plan">
          <Link to={`/command/plans/running/${run.id}`}>{run.name}</Link>
          <Chip tone={run.endedAt ? 'done' : run.progress.troubled > 0 ? 'overdue' : 'main'}>
            {t('screen.progressOf', run.progress)}
          </Chip>
        </p>
      ))}
      <p className="button-row">
        {mayPlan && <Button onClick={() => setOpen('plan')}>{t('screen.startPlan')}</Button>}
        {mayOrder && <Button onClick={() => setOpen('order')}>{t('screen.giveOrder')}</Button>}
        {mayOrder && <Button onClick={() => setOpen('note')}>{t('screen.writeNote')}</Button>}
        {mayConfer && <Button onClick={() => setOpen('confer')}>{t('screen.confer')}</Button>}
      </p>
      {(open === 'order' || open === 'note') && <OrderSheet about={{ caseId: id }} kind={open} onClose={close} />}
      {open === 'plan' && <StartPlan about={{ caseId: id, title: of.matter.title }} onClose={close} />}
      {open === 'confer' && <ConferSheet caseId={id} onClose={close} />}
    </Section>
  )
}
