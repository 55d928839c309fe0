/** An order to a unit about a case, or a leader's note (批示) with the task that follows from it, if any. */
import { matters } from '@liren/matters/contract'
import { Button, Field, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { UnitChoice } from '../parts/unit-choice.tsx'

const stale = [[command], [matters]] as const

export const OrderSheet = ({
  caseId,
  kind,
  onClose,
}: {
  caseId: string
  kind: 'order' | 'note'
  onClose: () => void
}) => {
  const t = useWords('command')
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [unitId, setUnitId] = useState('')
  const [days, setDays] = useState('3')
  const then = () => {
    toast(t(`screen.steered.${kind}`), 'good')
    onClose()
  }
  const order = useSend(command, 'issueOrder', { stale, then })
  const note = useSend(command, 'instruct', { stale, then })
  const errors = kind === 'order' ? order.errors : note.errors
  const workDays = Number(days)
  const hasTask = title.trim().length >= 2 && unitId !== '' && workDays >= 1 && workDays <= 60
  // A note may stand alone; a task half written is not sent.
  const isReady = text.trim().length >= 2 && (hasTask || (kind === 'note' && title.trim() === '' && unitId === ''))
  const send = () =>
    kind === 'order'
      ? order.now({ body: { title, text, unitId, workDays, caseId } })
      : note.now({ params: { id: caseId }, body: { text, tasks: hasTask ? [{ title, unitId, workDays }] : [] } })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(kind === 'order' ? 'screen.giveOrder' : 'screen.writeNote')}
      action={
        <Button tone="main" isWide disabled={!isReady} isBusy={order.isSending || note.isSending} onClick={send}>
          {t(kind === 'order' ? 'screen.orderNow' : 'screen.noteNow')}
        </Button>
      }
    >
      <p>{t(`screen.steerHint.${kind}`)}</p>
      <TextField
        label={t(kind === 'order' ? 'screen.orderText' : 'screen.noteText')}
        rows={3}
        maxLength={2000}
        value={text}
        error={errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <Field
        label={t('screen.taskTitle')}
        maxLength={200}
        value={title}
        error={errors.title}
        isOptional={kind === 'note'}
        onChange={(event) => setTitle(event.target.value)}
      />
      <UnitChoice value={unitId} error={errors.unitId} onChoose={(unit) => setUnitId(unit?.id ?? '')} />
      <Field
        label={t('screen.workDays')}
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        value={days}
        error={errors.workDays}
        onChange={(event) => setDays(event.target.value)}
      />
    </Sheet>
  )
}
