/** An order to a unit about a case or a place, or a leader's note (批示) with the tasks that follow from it, if any. */
import { matters } from '@liren/matters/contract'
import { Button, Field, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { UnitChoice } from '../parts/unit-choice.tsx'

const stale = [[command], [matters]] as const
const mostTasks = 10

export type OrderAbout =
  | { readonly caseId: string }
  | {
      readonly area: string
      readonly name: string
      readonly unit?: { readonly id: string; readonly name: string }
      readonly title?: string
    }
type Task = { readonly key: number; readonly title: string; readonly unitId: string; readonly days: string }
const empty = (key: number): Task => ({ key, title: '', unitId: '', days: '3' })
const isDays = (days: string) => Number(days) >= 1 && Number(days) <= 60
const isWhole = ({ title, unitId, days }: Task) => title.trim().length >= 2 && unitId !== '' && isDays(days)
const isBlank = ({ title, unitId }: Task) => title.trim() === '' && unitId === ''

const TaskFields = ({
  of,
  unit,
  errors,
  isOptional,
  onChange,
}: {
  of: Task
  unit?: { readonly id: string; readonly name: string } | undefined
  errors: Readonly<Record<string, string>>
  isOptional: boolean
  onChange: (task: Task) => void
}) => {
  const t = useWords('command')
  return (
    <>
      <Field
        label={t('screen.taskTitle')}
        maxLength={200}
        value={of.title}
        error={errors.title}
        isOptional={isOptional}
        onChange={(event) => onChange({ ...of, title: event.target.value })}
      />
      {unit ? (
        <p>
          {t('screen.toUnit')}: <b>{unit.name}</b>
        </p>
      ) : (
        <UnitChoice
          value={of.unitId}
          error={errors.unitId}
          onChoose={(chosen) => onChange({ ...of, unitId: chosen?.id ?? '' })}
        />
      )}
      <Field
        label={t('screen.workDays')}
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        value={of.days}
        error={errors.workDays}
        onChange={(event) => onChange({ ...of, days: event.target.value })}
      />
    </>
  )
}

export const OrderSheet = ({
  about,
  kind,
  onClose,
}: {
  about: OrderAbout
  kind: 'order' | 'note'
  onClose: () => void
}) => {
  const t = useWords('command')
  const unit = 'unit' in about ? about.unit : undefined
  const [text, setText] = useState('')
  const [tasks, setTasks] = useState<readonly Task[]>([
    { ...empty(0), unitId: unit?.id ?? '', title: 'title' in about ? (about.title ?? '') : '' },
  ])
  const then = () => {
    toast(t(`screen.steered.${kind}`), 'good')
    onClose()
  }
  const order = useSend(command, 'issueOrder', { stale, then })
  const note = useSend(command, 'instruct', { stale, then })
  const errors = kind === 'order' ? order.errors : note.errors
  const whole = tasks.filter(isWhole)
  // A note may stand alone; a task half written is not sent.
  const isReady =
    text.trim().length >= 2 &&
    tasks.every((task) => isWhole(task) || isBlank(task)) &&
    (kind === 'note' || whole.length === 1)
  const send = () => {
    const sent = whole.map(({ title, unitId, days }) => ({ title: title.trim(), unitId, workDays: Number(days) }))
    const [first] = sent
    if (kind === 'note' && 'caseId' in about) note.now({ params: { id: about.caseId }, body: { text, tasks: sent } })
    else if (first)
      order.now({ body: { ...first, text, ...('caseId' in about ? { caseId: about.caseId } : { area: about.area }) } })
  }
  const change = (task: Task) => setTasks(tasks.map((one) => (one.key === task.key ? task : one)))
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
      <p>{'area' in about ? t('screen.orderAt', { area: about.name }) : t(`screen.steerHint.${kind}`)}</p>
      <TextField
        label={t(kind === 'order' ? 'screen.orderText' : 'screen.noteText')}
        rows={3}
        maxLength={2000}
        value={text}
        error={errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      {kind === 'order'
        ? tasks.map((task) => (
            <TaskFields key={task.key} of={task} unit={unit} errors={errors} isOptional={false} onChange={change} />
          ))
        : tasks.map((task, n) => (
            <fieldset key={task.key} className="steer-task">
              <legend>{t('screen.taskNo', { number: n + 1 })}</legend>
              <TaskFields of={task} errors={errors} isOptional onChange={change} />
              {tasks.length > 1 && (
                <Button tone="quiet" onClick={() => setTasks(tasks.filter(({ key }) => key !== task.key))}>
                  {t('screen.removeTask')}
                </Button>
              )}
            </fieldset>
          ))}
      {kind === 'note' && tasks.length < mostTasks && (
        <Button
          tone="quiet"
          icon="plus"
          onClick={() => setTasks([...tasks, empty(Math.max(...tasks.map(({ key }) => key)) + 1)])}
        >
          {t('screen.addTaskRow')}
        </Button>
      )}
    </Sheet>
  )
}
