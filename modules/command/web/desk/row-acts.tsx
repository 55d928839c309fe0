/** What can be done with a case from any row: send it to a unit (`row:acts`, by its own module), urge, supervise, start a plan; from a list also write a note and confer. */
import { matters } from '@liren/matters/contract'
import { Button, Sheet, Slot, TextField, toast, useGo, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { ConferSheet } from './confer-sheet.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { StartPlan } from './start-plan.tsx'

export type Actable = {
  readonly id: string
  readonly module: string
  readonly number: string
  readonly title: string
  readonly phase: string
  readonly state: string
}
const stale = [[command], [matters]] as const

const Said = ({ of, act, onClose }: { of: Actable; act: 'remind' | 'supervise'; onClose: () => void }) => {
  const t = useWords('command')
  const [text, setText] = useState(t(`screen.phrase.${act}`))
  const then = () => {
    toast(t(`screen.done.${act}`), 'good')
    onClose()
  }
  const remind = useSend(matters, 'remind', { stale, then })
  const supervise = useSend(matters, 'supervise', { stale, then })
  const send = () =>
    act === 'remind'
      ? remind.now({ params: { id: of.id }, body: { text } })
      : supervise.now({ params: { id: of.id }, body: { level: 'red', text } })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${t(`screen.act.${act}`)} ${of.number}`}
      action={
        <Button
          tone="main"
          isWide
          disabled={text.trim() === ''}
          isBusy={remind.isSending || supervise.isSending}
          onClick={send}
        >
          {t(`screen.act.${act}`)}
        </Button>
      }
    >
      <p>{of.title}</p>
      <TextField
        label={t('screen.words')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}

/** `isWhole`: there is room for everything. */
export const RowActs = ({ of, isWhole = false }: { of: Actable; isWhole?: boolean }) => {
  const t = useWords('command')
  const go = useGo()
  const may = useMay()
  const [act, setAct] = useState<'remind' | 'supervise' | 'plan' | 'note' | 'confer' | null>(null)
  const close = () => setAct(null)
  if (of.phase === 'done') return null
  return (
    <span className="board-acts">
      <Slot name="row:acts" of={of} />
      {may('matter.remind') && (
        <button type="button" onClick={() => setAct('remind')}>
          {t('screen.act.remind')}
        </button>
      )}
      {may('matter.supervise') && (
        <button type="button" onClick={() => setAct('supervise')}>
          {t('screen.act.supervise')}
        </button>
      )}
      {may('plan.start') && (
        <button type="button" onClick={() => setAct('plan')}>
          {t('screen.act.plan')}
        </button>
      )}
      {isWhole && may('order.issue') && (
        <button type="button" onClick={() => setAct('note')}>
          {t('screen.act.note')}
        </button>
      )}
      {isWhole && may('summons.start') && (
        <button type="button" onClick={() => setAct('confer')}>
          {t('screen.act.confer')}
        </button>
      )}
      <button type="button" onClick={() => go(`/${of.module}/${of.id}`)}>
        {t('screen.act.open')}
      </button>
      {act === 'plan' && <StartPlan about={{ caseId: of.id, title: of.title }} onClose={close} />}
      {act === 'note' && <OrderSheet caseId={of.id} kind="note" onClose={close} />}
      {act === 'confer' && <ConferSheet caseId={of.id} onClose={close} />}
      {(act === 'remind' || act === 'supervise') && <Said of={of} act={act} onClose={close} />}
    </span>
  )
}
