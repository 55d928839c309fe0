/** The editor of a plan: what it is for, and its tasks step by step. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Field, SelectField, TextField, toast, useSend, useWords } from '@liren/web'
import { CategoriesField, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { limitUnits, recipients } from '../../plan.ts'
import { UnitChoice } from '../parts/unit-choice.tsx'
import './plan.css'

type Plan = Reply<RouteOf<typeof command, 'plan'>>
type Task = Omit<Plan['tasks'][number], 'unitId'> & { readonly key: number; readonly unitId: string }

const grades = ['1', '2', '3', '4'] as const

const blank = (key: number, step: number): Task => ({
  key,
  step,
  title: '',
  text: '',
  to: 'community',
  unitId: '',
  unitName: null,
  receive: { amount: 0.5, unit: 'urgentHours' },
  finish: { amount: 4, unit: 'urgentHours' },
})

const LimitField = ({
  label,
  of,
  onChange,
}: {
  label: string
  of: Task['receive']
  onChange: (next: Task['receive']) => void
}) => {
  const t = useWords('command')
  return (
    <div className="plan-limit">
      <Field
        label={label}
        type="number"
        inputMode="decimal"
        min={0.05}
        max={120}
        step="any"
        value={String(of.amount)}
        onChange={(event) => onChange({ ...of, amount: Number(event.target.value) })}
      />
      <SelectField
        label={t('screen.limitUnitLabel')}
        value={of.unit}
        choices={limitUnits.map((value) => ({ value, label: t(`screen.limitUnit.${value}`) }))}
        onChange={(event) => onChange({ ...of, unit: limitUnits.find((one) => one === event.target.value) ?? of.unit })}
      />
    </div>
  )
}

const TaskFields = ({
  of,
  index,
  steps,
  error,
  onChange,
  onRemove,
}: {
  of: Task
  index: number
  steps: number
  error: string | undefined
  onChange: (next: Task) => void
  onRemove: () => void
}) => {
  const t = useWords('command')
  return (
    <fieldset className="plan-task">
      <legend>
        {t('screen.taskNo', { number: index + 1 })}
        {of.title && ` · ${of.title}`}
      </legend>
      <div className="plan-row">
        <Field
          label={t('screen.taskTitle')}
          maxLength={200}
          value={of.title}
          onChange={(event) => onChange({ ...of, title: event.target.value })}
        />
        <SelectField
          label={t('screen.stepLabel')}
          value={String(of.step)}
          choices={Array.from({ length: Math.min(6, steps + 1) }, (_, at) => ({
            value: String(at + 1),
            label: t('screen.stepNo', { step: at + 1 }),
          }))}
          onChange={(event) => onChange({ ...of, step: Number(event.target.value) })}
        />
      </div>
      <TextField
        label={t('screen.taskText')}
        rows={2}
        maxLength={2000}
        value={of.text}
        onChange={(event) => onChange({ ...of, text: event.target.value })}
      />
      <div className="plan-row">
        <SelectField
          label={t('screen.taskTo')}
          value={of.to}
          choices={recipients.map((value) => ({ value, label: t(`screen.recipient.${value}`) }))}
          onChange={(event) => onChange({ ...of, to: recipients.find((one) => one === event.target.value) ?? of.to })}
        />
        <LimitField
          label={t('screen.receiveWithin')}
          of={of.receive}
          onChange={(receive) => onChange({ ...of, receive })}
        />
        <LimitField
          label={t('screen.finishWithin')}
          of={of.finish}
          onChange={(finish) => onChange({ ...of, finish })}
        />
      </div>
      {of.to === 'unit' &&
        (of.unitId !== '' && of.unitName ? (
          <p className="plan-unit">
            {t('screen.toUnit')}: <b>{of.unitName}</b>
            <Button tone="quiet" onClick={() => onChange({ ...of, unitId: '', unitName: null })}>
              {t('screen.changeUnit')}
            </Button>
          </p>
        ) : (
          <UnitChoice
            value={of.unitId}
            error={error}
            onChoose={(unit) => onChange({ ...of, unitId: unit?.id ?? '', unitName: unit?.name ?? null })}
          />
        ))}
      <p className="button-row">
        <Button tone="quiet" onClick={onRemove}>
          {t('screen.removeTask')}
        </Button>
      </p>
    </fieldset>
  )
}

export const PlanForm = ({ of, area, onDone }: { of?: Plan; area?: string; onDone: (id: string | null) => void }) => {
  const t = useWords('command')
  const [name, setName] = useState(of?.name ?? '')
  const [about, setAbout] = useState(of?.about ?? '')
  const [categories, setCategories] = useState<readonly string[]>(of?.categories ?? [])
  const [grade, setGrade] = useState(String(of?.leastGrade ?? 1))
  const [tasks, setTasks] = useState<readonly Task[]>(() =>
    of ? of.tasks.map((task, key) => ({ ...task, key, unitId: task.unitId ?? '' })) : [blank(0, 1)],
  )
  const [nextKey, setNextKey] = useState(tasks.length)
  const then = ({ id }: { id: string }) => {
    toast(t('screen.planKept'), 'good')
    onDone(id)
  }
  const make = useSend(command, 'makePlan', { then })
  const change = useSend(command, 'changePlan', { then })
  const errors = of ? change.errors : make.errors
  const isReady =
    name.trim().length >= 2 &&
    tasks.length > 0 &&
    tasks.every(
      (task) =>
        task.title.trim().length >= 2 &&
        task.text.trim().length >= 2 &&
        task.receive.amount > 0 &&
        task.finish.amount > 0 &&
        (task.to !== 'unit' || task.unitId !== ''),
    )
  const send = () => {
    const body = {
      area: of?.areaCode ?? area ?? '',
      name: name.trim(),
      about: about.trim(),
      categories: [...categories],
      leastGrade: Number(grade),
      tasks: [...tasks]
        .sort((a, b) => a.step - b.step)
        .map(({ key: _, unitName: __, unitId, ...task }) => (task.to === 'unit' ? { ...task, unitId } : task)),
    }
    if (of) change.now({ params: { id: of.id }, body })
    else make.now({ body })
  }
  const steps = Math.max(1, ...tasks.map(({ step }) => step))
  return (
    <>
      <Panel>
        <Field
          label={t('screen.planName')}
          maxLength={80}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('screen.planAbout')}
          rows={2}
          maxLength={2000}
          value={about}
          onChange={(event) => setAbout(event.target.value)}
        />
        <div className="plan-row">
          <CategoriesField
            label={t('screen.planCategories')}
            hint={t('screen.planCategoriesHint')}
            isOptional
            value={categories}
            error={errors.categories}
            onChange={setCategories}
          />
          <SelectField
            label={t('screen.planGrade')}
            value={grade}
            choices={grades.map((value) => ({ value, label: t(`screen.grade.${value}`) }))}
            onChange={(event) => setGrade(event.target.value)}
          />
        </div>
      </Panel>
      <Panel title={t('screen.planTasks')}>
        {errors.tasks && (
          <p className="field-error" role="alert">
            {errors.tasks}
          </p>
        )}
        {tasks.map((task, index) => (
          <TaskFields
            key={task.key}
            of={task}
            index={index}
            steps={steps}
            error={errors[`tasks.${index}.unitId`]}
            onChange={(next) => setTasks(tasks.map((one) => (one.key === task.key ? next : one)))}
            onRemove={() => setTasks(tasks.filter((one) => one.key !== task.key))}
          />
        ))}
        <Button
          icon="plus"
          disabled={tasks.length >= 30}
          onClick={() => {
            setTasks([...tasks, blank(nextKey, steps)])
            setNextKey(nextKey + 1)
          }}
        >
          {t('screen.addTaskRow')}
        </Button>
      </Panel>
      <p className="button-row">
        <Button onClick={() => onDone(null)}>{t('screen.leaveForm')}</Button>
        <Button tone="main" disabled={!isReady} isBusy={make.isSending || change.isSending} onClick={send}>
          {t('screen.keepPlan')}
        </Button>
      </p>
    </>
  )
}
