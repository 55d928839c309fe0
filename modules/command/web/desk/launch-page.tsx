/** A plan in progress on one page: every task with its unit, its clock and what stands in its way; ended with a review. */
import type { Reply, RouteOf } from '@liren/contract'
import { dayOf } from '@liren/contract/day'
import { matters } from '@liren/matters/contract'
import {
  Button,
  ButtonLink,
  Chip,
  Failed,
  Field,
  keyOf,
  Link,
  Sheet,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useLive,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import EffortPart from '../parts/effort.tsx'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { useLimitText } from './plan-page.tsx'
import { CategoryName } from './said.tsx'
import './plan.css'

type Launch = Reply<RouteOf<typeof command, 'launch'>>
type Task = Launch['steps'][number]
const stale = [[command], [matters]] as const
const tones = {
  waiting: 'plain',
  nobody: 'overdue',
  issued: 'soon',
  received: 'main',
  reported: 'done',
  confirmed: 'done',
  refused: 'overdue',
  dropped: 'plain',
} as const
type Act = { readonly act: 'give' | 'drop' | 'urge'; readonly task: Task }

const ActSheet = ({ of, act: { act, task }, onClose }: { of: Launch; act: Act; onClose: () => void }) => {
  const t = useWords('command')
  const [unitId, setUnitId] = useState('')
  const [text, setText] = useState(act === 'urge' ? t('screen.phrase.remind') : '')
  const then = () => {
    toast(t(`screen.${act === 'give' ? 'taskGiven' : act === 'drop' ? 'taskDropped' : 'done.remind'}`), 'good')
    onClose()
  }
  const give = useSend(command, 'handTask', { stale, then })
  const drop = useSend(command, 'dropTask', { stale, then })
  const urge = useSend(matters, 'remind', { stale, then })
  const params = { id: of.id, task: task.id }
  const send = () =>
    act === 'give'
      ? give.now({ params, body: { unitId } })
      : act === 'drop'
        ? drop.now({ params, body: { because: text } })
        : urge.now({ params: { id: task.matterId ?? '' }, body: { text } })
  const title = t(act === 'give' ? 'screen.giveTask' : act === 'drop' ? 'screen.dropTask' : 'screen.urgeTask')
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${title} · ${task.title}`}
      action={
        <Button
          tone="main"
          isWide
          disabled={act === 'give' ? unitId === '' : text.trim().length < 2}
          isBusy={give.isSending || drop.isSending || urge.isSending}
          onClick={send}
        >
          {title}
        </Button>
      }
    >
      {act === 'give' ? (
        <UnitChoice value={unitId} error={give.errors.unitId} onChoose={(unit) => setUnitId(unit?.id ?? '')} />
      ) : (
        <TextField
          label={t(act === 'drop' ? 'screen.dropBecause' : 'screen.words')}
          rows={3}
          maxLength={400}
          value={text}
          error={drop.errors.because}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Sheet>
  )
}

const TaskRow = ({ of, task, onAct }: { of: Launch; task: Task; onAct: (act: Act) => void }) => {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const limit = useLimitText()
  const isMine = of.maySteer && (task.state === 'nobody' || task.state === 'refused')
  const mayUrge = of.maySteer && may('matter.remind') && (task.state === 'issued' || task.state === 'received')
  return (
    <li className={task.trouble ? 'launch-trouble' : undefined}>
      <div className="launch-head">
        <h3>{task.title}</h3>
        <Chip tone={task.trouble ? 'overdue' : tones[task.state]}>
          {task.trouble ? t(`screen.trouble.${task.trouble}`) : t(`screen.taskState.${task.state}`)}
        </Chip>
      </div>
      <p>{task.text}</p>
      <p className="plan-note">
        {[
          task.unitName ?? t('screen.nobody'),
          task.state === 'waiting'
            ? `${t('screen.finishWithin')} ${limit(task.finish)}`
            : task.reportedAt
              ? t('screen.reportedAt', { at: when(task.reportedAt) })
              : task.receivedAt
                ? `${t('screen.receivedAt', { at: when(task.receivedAt) })} · ${t('screen.taskDue', { at: when(task.dueAt) })}`
                : task.receiveDueAt && task.state === 'issued'
                  ? `${t('screen.taskReceiveDue', { at: when(task.receiveDueAt) })} · ${t('screen.taskDue', { at: when(task.dueAt) })}`
                  : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {task.note && <p className="launch-said">{task.note}</p>}
      <p className="launch-acts">
        {task.matterId && <ButtonLink to={`/matters/${task.matterId}`}>{t('screen.openOrder')}</ButtonLink>}
        {mayUrge && <Button onClick={() => onAct({ act: 'urge', task })}>{t('screen.urgeTask')}</Button>}
        {isMine && <Button onClick={() => onAct({ act: 'give', task })}>{t('screen.giveTask')}</Button>}
        {of.maySteer && (isMine || task.state === 'waiting') && (
          <Button onClick={() => onAct({ act: 'drop', task })}>{t('screen.dropTask')}</Button>
        )}
      </p>
    </li>
  )
}

const AddSheet = ({ of, onClose }: { of: Launch; onClose: () => void }) => {
  const t = useWords('command')
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [unitId, setUnitId] = useState('')
  const [hours, setHours] = useState('4')
  const send = useSend(command, 'addTask', {
    stale,
    then: () => {
      toast(t('screen.taskAdded'), 'good')
      onClose()
    },
  })
  const finish = { amount: Number(hours), unit: 'urgentHours' as const }
  const receive = { amount: Math.min(0.5, finish.amount), unit: 'urgentHours' as const }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.addTask')}
      action={
        <Button
          tone="main"
          isWide
          disabled={title.trim().length < 2 || text.trim().length < 2 || unitId === '' || !(finish.amount > 0)}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { title, text, unitId, receive, finish } })}
        >
          {t('screen.orderNow')}
        </Button>
      }
    >
      <Field
        label={t('screen.taskTitle')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={t('screen.taskText')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <UnitChoice value={unitId} error={send.errors.unitId} onChoose={(unit) => setUnitId(unit?.id ?? '')} />
      <Field
        label={t('screen.finishHours')}
        type="number"
        inputMode="decimal"
        min={0.5}
        max={120}
        step="any"
        value={hours}
        onChange={(event) => setHours(event.target.value)}
      />
    </Sheet>
  )
}

const EndSheet = ({ of, onClose }: { of: Launch; onClose: () => void }) => {
  const t = useWords('command')
  const [review, setReview] = useState('')
  const [hours, setHours] = useState('')
  const [spent, setSpent] = useState('')
  const said = (name: 'personHours' | 'spentYuan', text: string) =>
    text.trim() === '' || !(Number(text) >= 0) ? {} : { [name]: Number(text) }
  const open = of.steps.filter(({ state }) => !['reported', 'confirmed', 'dropped'].includes(state)).length
  const send = useSend(command, 'endPlan', {
    stale,
    then: () => {
      toast(t('screen.planEnded'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.endPlan')}
      action={
        <Button
          tone={open > 0 ? 'urgent' : 'main'}
          isWide
          disabled={review.trim().length < 2}
          isBusy={send.isSending}
          onClick={() =>
            send.now({
              params: { id: of.id },
              body: {
                review,
                ...said('personHours', hours),
                ...said('spentYuan', spent),
                ...(open > 0 ? { isDespiteOpen: true } : {}),
              },
            })
          }
        >
          {t(open > 0 ? 'screen.endDespite' : 'screen.endPlan')}
        </Button>
      }
    >
      {open > 0 && <p className="launch-open">{t('screen.openAtEnd', { count: open })}</p>}
      <p>{t('screen.reviewHint')}</p>
      <TextField
        label={t('screen.reviewLabel')}
        rows={5}
        maxLength={4000}
        value={review}
        error={send.errors.review}
        onChange={(event) => setReview(event.target.value)}
      />
      <Field
        label={t('screen.personHours')}
        type="number"
        min={0}
        value={hours}
        error={send.errors.personHours}
        onChange={(event) => setHours(event.target.value)}
      />
      <Field
        label={t('screen.spentYuan')}
        type="number"
        min={0}
        value={spent}
        error={send.errors.spentYuan}
        onChange={(event) => setSpent(event.target.value)}
      />
    </Sheet>
  )
}

const Review = ({ of }: { of: Launch }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const may = useMay()
  if (!of.facts) return null
  const { facts } = of
  return (
    <Panel
      title={t('screen.review')}
      tools={
        may('plan.edit') ? (
          <ButtonLink to={`/command/plans/${of.planId}`}>{t('screen.improvePlan')}</ButtonLink>
        ) : undefined
      }
    >
      <p className="launch-review">{of.review}</p>
      <Figures
        of={(['tasks', 'done', 'onTime', 'dropped', 'minutes', 'toReceive', 'toReport'] as const)
          .map((name) => {
            const value = facts[name]
            return { label: t(`screen.reviewFigure.${name}`), value: value === null ? '–' : number(value) }
          })
          .concat(
            (['personHours', 'spentYuan'] as const).flatMap((name) =>
              facts[name] === null ? [] : [{ label: t(`screen.${name}`), value: number(facts[name]) }],
            ),
            of.costYuan === null ? [] : [{ label: t('screen.costYuan'), value: number(of.costYuan) }],
          )}
      />
    </Panel>
  )
}

/** What came of the campaign's categories in its area since it began; each figure opens its cases. */
const CampaignCases = ({ of, cases }: { of: Launch; cases: NonNullable<Launch['cases']> }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const since = `from=${dayOf(new Date(of.at).getTime())}&area=${of.areaCode}`
  return (
    <Panel title={t('screen.campaignCases')}>
      <Figures
        of={(['reported', 'closed', 'overdue'] as const).map((name) => ({
          label: t(`screen.campaignFigure.${name}`),
          value: number(cases[name]),
        }))}
      />
      <p className="launch-state">
        {of.categories.map((code) => (
          <Link key={code} to={`/command/cases?category=${code}&${since}`}>
            <CategoryName code={code} area={of.areaCode} />
          </Link>
        ))}
      </p>
    </Panel>
  )
}

export default function LaunchPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { when, day } = useTimes()
  const [act, setAct] = useState<Act | null>(null)
  const [open, setOpen] = useState<'add' | 'end' | null>(null)
  const asked = useAsk(command, 'launch', { params }, { everySeconds: 60 })
  const of = asked.data
  useLive([of ? `area:${of.areaCode}` : null, of?.caseId ? `matter:${of.caseId}` : null], [keyOf(command, 'launch')])
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => void asked.refetch()} />
  if (!of) return <Skeleton rows={8} />
  const steps = [...new Set(of.steps.map(({ step }) => step))]
  return (
    <DeskPage
      title={t('screen.launchOf', { name: of.name, area: of.areaName })}
      hint={[t('screen.startedBy', { name: of.byName, at: when(of.at) }), of.because].filter(Boolean).join(' · ')}
      back={{ to: '/command/plans', label: t('nav.plans') }}
      tools={
        of.maySteer ? (
          <>
            <Button onClick={() => setOpen('add')}>{t('screen.addTask')}</Button>
            <Button tone="main" onClick={() => setOpen('end')}>
              {t('screen.endPlan')}
            </Button>
          </>
        ) : undefined
      }
    >
      <p className="launch-state">
        <Chip tone={of.endedAt ? 'done' : 'main'}>{t('screen.progressOf', of.progress)}</Chip>
        {of.untilOn && (
          <Chip tone={!of.endedAt && of.untilOn < dayOf(Date.now()) ? 'overdue' : 'soon'}>
            {t('screen.campaignUntil', { day: day(of.untilOn) })}
          </Chip>
        )}
        {of.endedAt && <span>{t('screen.endedBy', { name: of.endedByName ?? '', at: when(of.endedAt) })}</span>}
        {!of.endedAt && of.progress.troubled > 0 && (
          <Chip tone="overdue">{t('screen.troubled', { count: of.progress.troubled })}</Chip>
        )}
        {of.caseId && (
          <Link to={`/matters/${of.caseId}`}>
            {of.title} {of.number}
          </Link>
        )}
      </p>
      {of.cases && <CampaignCases of={of} cases={of.cases} />}
      {of.review && <Review of={of} />}
      <div className="launch-steps">
        {steps.map((step) => (
          <Panel key={step} title={t('screen.stepNo', { step })}>
            <ul className="plan-tasks">
              {of.steps
                .filter((task) => task.step === step)
                .map((task) => (
                  <TaskRow key={task.id} of={of} task={task} onAct={setAct} />
                ))}
            </ul>
          </Panel>
        ))}
      </div>
      <div className="panel ladder-panel">
        <EffortPart of={{ kind: 'campaign', id: of.id }} />
      </div>
      {act && <ActSheet of={of} act={act} onClose={() => setAct(null)} />}
      {open === 'add' && <AddSheet of={of} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndSheet of={of} onClose={() => setOpen(null)} />}
    </DeskPage>
  )
}
