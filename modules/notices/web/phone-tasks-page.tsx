/** People whom no message reached: take one, ring up, say how it went. */
import {
  Button,
  Chip,
  Empty,
  Icon,
  List,
  Page,
  Segments,
  usePages,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { notices, type PhoneTask } from '../contract.ts'
import './notices.css'

const outcomes = [
  ['reached', 'screen.reached'],
  ['no-answer', 'screen.noAnswer'],
  ['wrong-number', 'screen.wrongNumber'],
] as const

const Task = ({ task }: { task: PhoneTask }) => {
  const t = useWords('notices')
  const { since } = useTimes()
  const session = useSession()
  const stale = { stale: [[notices, 'phoneTasks']] as const }
  const take = useSend(notices, 'takePhoneTask', stale)
  const finish = useSend(notices, 'finishPhoneTask', stale)
  const isMine = task.state === 'taken' && task.takenById === session.id
  return (
    <article className="phone-task">
      <p>
        <strong>{task.name}</strong>{' '}
        <Chip tone={task.urgency === 'normal' ? 'plain' : 'overdue'}>{t(`screen.${task.state}`)}</Chip>{' '}
        {since(task.createdAt)}
      </p>
      <p>
        {t('screen.tellThem')}: {task.title}
        <span className="notice-text">{task.text}</span>
      </p>
      {isMine && task.phone && (
        <a className="button button-main" href={`tel:${task.phone}`}>
          <Icon name="phone" size={20} />
          <span>{t('screen.call', { phone: task.phone })}</span>
        </a>
      )}
      {isMine && !task.phone && <p>{t('screen.noPhone')}</p>}
      <div className="phone-task-actions">
        {task.state === 'waiting' && (
          <Button tone="main" isBusy={take.isSending} onClick={() => take.now({ params: { id: task.id } })}>
            {t('screen.take')}
          </Button>
        )}
        {isMine &&
          outcomes.map(([outcome, word]) => (
            <Button
              key={outcome}
              isBusy={finish.isSending}
              onClick={() => finish.now({ params: { id: task.id }, body: { outcome } })}
            >
              {t(word)}
            </Button>
          ))}
      </div>
    </article>
  )
}

export default function PhoneTasksPage() {
  const t = useWords('notices')
  const [state, setState] = useState<PhoneTask['state']>('waiting')
  const page = usePages(notices, 'phoneTasks', { query: { state } })
  const states = ['waiting', 'taken', 'done'] as const
  return (
    <Page title={t('nav.phoneTasks')}>
      <Segments
        label={t('nav.phoneTasks')}
        value={state}
        onChange={(next) => setState(states.find((one) => one === next) ?? 'waiting')}
        choices={states.map((value) => ({ value, label: t(`screen.${value}`) }))}
      />
      <List
        {...page}
        keyOf={(task) => task.id}
        empty={<Empty icon="phone" title={t('screen.taskNone')} hint={t('screen.taskNoneHint')} />}
      >
        {(task) => <Task task={task} />}
      </List>
    </Page>
  )
}
