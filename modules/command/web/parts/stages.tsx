/** 呼叫 · 响应 · 调度 · 处置: the four linked stages of a case in one line, each with whose it is and until when. */
import { Chip, dueTone, useTimes, useWords } from '@liren/web'
import type { Summons } from './summons-acts.tsx'
import './ladder.css'

type Clock = { readonly name: string; readonly dueAt: string; readonly stoppedAt: string | null }
export type StagedMatter = {
  readonly clocks?: readonly Clock[]
  readonly holderUnitName?: string | null
}
type Stage = {
  readonly name: 'call' | 'answer' | 'steer' | 'handle'
  readonly owner: string | null
  readonly dueAt: string | null
  readonly doneAt: string | null
}

const last = (matter: StagedMatter, name: string) => (matter.clocks ?? []).filter((clock) => clock.name === name).at(-1)

/** What the ladder and the clocks of the case say; a stage that never began has neither time. */
export const stagesOf = (summons: Summons, matter: StagedMatter, centre: string): readonly Stage[] => {
  const met = summons.calls.find(({ answer }) => answer === 'accepted')
  const waiting = summons.state === 'open' ? summons.calls.filter(({ answer }) => answer === null) : []
  const [dispatch, handle] = [last(matter, 'dispatch'), last(matter, 'handle')]
  return [
    { name: 'call', owner: summons.startedByName, dueAt: null, doneAt: summons.startedAt },
    {
      name: 'answer',
      owner: met?.name ?? waiting.at(-1)?.name ?? null,
      dueAt: waiting.map(({ dueAt }) => dueAt).sort()[0] ?? null,
      doneAt: met?.answeredAt ?? null,
    },
    { name: 'steer', owner: centre, dueAt: dispatch?.dueAt ?? null, doneAt: dispatch?.stoppedAt ?? null },
    {
      name: 'handle',
      owner: handle ? (matter.holderUnitName ?? null) : null,
      dueAt: handle?.dueAt ?? null,
      doneAt: handle?.stoppedAt ?? null,
    },
  ]
}

export const Stages = ({ of, matter }: { of: Summons; matter: StagedMatter }) => {
  const t = useWords('command')
  const { when } = useTimes()
  return (
    <ol className="ladder-stages" aria-label={t('screen.stageOf')}>
      {stagesOf(of, matter, t('screen.post.centre')).map(({ name, owner, dueAt, doneAt }) => (
        <li key={name}>
          <b>{t(`screen.stages.${name}`)}</b>
          <span>{owner ?? '–'}</span>
          {doneAt ? (
            <Chip tone={dueAt && doneAt > dueAt ? 'overdue' : 'done'}>
              {t('screen.stageDone', { at: when(doneAt) })}
            </Chip>
          ) : dueAt ? (
            <Chip tone={dueTone(dueAt) === 'overdue' ? 'overdue' : 'soon'}>
              {t('screen.stageWaits', { at: when(dueAt) })}
            </Chip>
          ) : (
            <span>–</span>
          )}
        </li>
      ))}
    </ol>
  )
}
