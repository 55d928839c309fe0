/** One alert: what it says, and what can be done at once: act on the case, see the cases, start a plan, note what is done. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Link, Sheet, TextField, toast, useMay, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'
import { RowActs } from './row-acts.tsx'
import { CategoryName } from './said.tsx'
import { StartPlan } from './start-plan.tsx'

export type Alert = Reply<RouteOf<typeof command, 'alerts'>>['items'][number]

export const AlertWords = ({ of }: { of: Alert }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const isDays = (of.kind === 'inaction' || of.kind === 'silent') && of.count >= 48
  return (
    <>
      {of.caseOf ? (
        <Link to={`/${of.caseOf.module}/${of.caseOf.id}`} className="board-row-name">
          {of.caseOf.title}
        </Link>
      ) : (
        <Link to={`/command/cases?alert=${of.id}`} className="board-row-name">
          {of.unitName ?? of.areaName}
          {of.categoryCode && (
            <>
              {' '}
              <CategoryName code={of.categoryCode} area={of.areaCode} />
            </>
          )}
        </Link>
      )}
      <span className="board-note">
        {t(`screen.alertSays.${isDays ? `${of.kind}Days` : of.kind}`, {
          count: number(isDays ? Math.floor(of.count / 24) : of.count),
          usual: of.usual === null ? '–' : number(Math.round(of.usual * 10) / 10),
        })}
        {of.caseOf && ` · ${of.unitName ?? of.areaName}`}
      </span>
    </>
  )
}

const SeeSheet = ({ of, onClose }: { of: Alert; onClose: () => void }) => {
  const t = useWords('command')
  const [note, setNote] = useState(t('screen.alertPhrase'))
  const send = useSend(command, 'seeAlert', {
    stale: [[command, 'alerts']],
    then: () => {
      toast(t('screen.alertSeen'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${t('screen.seeAlert')} · ${of.ruleName}`}
      action={
        <Button
          tone="main"
          isWide
          disabled={note.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { note } })}
        >
          {t('screen.alertNoted')}
        </Button>
      }
    >
      <TextField
        label={t('screen.alertNote')}
        rows={3}
        maxLength={400}
        value={note}
        error={send.errors.note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Sheet>
  )
}

export const AlertActs = ({ of }: { of: Alert }) => {
  const t = useWords('command')
  const may = useMay()
  const [open, setOpen] = useState<'see' | 'plan' | 'order' | null>(null)
  const close = () => setOpen(null)
  if (of.overAt !== null) return null
  return (
    <span className="board-acts">
      {of.seenAt === null && may('alert.see') && (
        <button type="button" onClick={() => setOpen('see')}>
          {t('screen.seeAlert')}
        </button>
      )}
      {of.caseOf && <RowActs of={of.caseOf} isBrief />}
      {!of.caseOf && may('plan.start') && (
        <button type="button" className="is-more" onClick={() => setOpen('plan')}>
          {t('screen.startPlan')}
        </button>
      )}
      {!of.caseOf && may('order.issue') && (
        <button type="button" className="is-more" onClick={() => setOpen('order')}>
          {t('screen.giveOrder')}
        </button>
      )}
      {open === 'see' && <SeeSheet of={of} onClose={close} />}
      {open === 'plan' && (
        <StartPlan about={{ area: of.areaCode, name: of.areaName, because: of.ruleName }} onClose={close} />
      )}
      {open === 'order' && (
        <OrderSheet about={{ area: of.areaCode, name: of.areaName, title: of.ruleName }} kind="order" onClose={close} />
      )}
    </span>
  )
}
