/** Trying a tool as each role, with sample answers: the form filled in, each hand's moves, the points; nothing is written. */
import { Chip, useTimes, useWords } from '@liren/web'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { sampleAnswers } from '../../../document/completed.ts'
import type { Move, ToolDocument } from '../../../document/document.ts'
import { definitionOf } from '../../../document/form-definition.ts'
import { beginRehearsal, movesOf, type Rehearsal, type Role, rehearse, roles } from '../../../document/rehearsal.ts'
import { MoveForm, useMoveForm } from '../../parts/move-form.tsx'
import { useSay } from '../../parts/say.ts'
import type { Part } from './part.ts'
import { ProcessPicture } from './process-picture.tsx'

const Opening = ({
  tool,
  onOpen,
}: {
  tool: ToolDocument
  onOpen: (answers: Readonly<Record<string, unknown>>) => void
}) => {
  const t = useWords('tool-library')
  const form = tool.forms.find(({ id }) => id === tool.processes[0]?.form)
  const [isTried, setTried] = useState(false)
  const definition = form ? definitionOf(form) : undefined
  const { filling, answers, isWhole } = useMoveForm(definition, form ? (sampleAnswers(form) ?? {}) : {})
  if (!definition) return null
  return (
    <div className="studio-part">
      <p className="studio-note">{t('studio.sampleNote')}</p>
      <MoveForm definition={definition} filling={filling} isTried={isTried} />
      <div>
        <Button type="primary" onClick={() => (isWhole ? onOpen(answers) : setTried(true))}>
          {t('studio.tryAsk')}
        </Button>
      </div>
    </div>
  )
}

/** What is asked on a move, filled in with an example. */
const OnTheWay = ({
  tool,
  move,
  onDone,
}: {
  tool: ToolDocument
  move: Move
  onDone: (answers: Readonly<Record<string, unknown>>) => void
}) => {
  const t = useWords('tool-library')
  const say = useSay()
  const form = tool.forms.find(({ id }) => id === move.form)
  const [isTried, setTried] = useState(false)
  const definition = form ? definitionOf(form) : undefined
  const { filling, answers, isWhole } = useMoveForm(definition, form ? (sampleAnswers(form) ?? {}) : {})
  if (!definition) return null
  return (
    <section className="studio-card">
      <p>{t('studio.fillOnMove', { name: say(move.title) })}</p>
      <MoveForm definition={definition} filling={filling} isTried={isTried} />
      <div>
        <Button type="primary" onClick={() => (isWhole ? onDone(answers) : setTried(true))}>
          {t('studio.doIt')}
        </Button>
      </div>
    </section>
  )
}

export const TryIt = ({ tool }: Part) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const say = useSay()
  const [process] = tool.processes
  // What only staff have is asked for by one of them.
  const opener: Role = tool.audience.some(({ board }) => board === 'resident' || board === 'merchant')
    ? 'resident'
    : 'worker'
  const [role, setRole] = useState<Role>(opener)
  const [now, setNow] = useState<Rehearsal | null>(null)
  // The move that asks something before it is made.
  const [asking, ask] = useState<string | null>(null)
  if (!process) return null
  const make = (name: string, answers: Readonly<Record<string, unknown>>) => {
    ask(null)
    setNow((one) => one && rehearse(tool, process, one, role, name, answers))
  }
  const moves = now ? movesOf(tool, process, now, role) : []
  const others = now ? roles.filter((one) => one !== role && movesOf(tool, process, now, one).length > 0) : []
  const state = now ? process.states[now.state] : undefined
  const points = now?.steps.reduce((sum, step) => sum + step.points, 0) ?? 0
  const isOver = state?.phase === 'done'
  return (
    <div className="studio-part">
      <p className="studio-note">{t('studio.tryHint')}</p>
      <Segmented
        aria-label={t('studio.role')}
        value={role}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(next) => setRole(next as Role)}
      />
      <ProcessPicture of={process} label={t('desk.picture')} now={now?.state} />
      {!now && role === opener && (
        <Opening tool={tool} onOpen={(answers) => setNow(beginRehearsal(tool, process, role, answers))} />
      )}
      {!now && role !== opener && <p className="studio-empty">{t('studio.tryFirst', { who: t(`role.${opener}`) })}</p>}
      {now && (
        <>
          <p>
            {t('studio.standsAt')} <Chip tone={isOver ? 'done' : 'main'}>{state ? say(state.title) : now.state}</Chip>
          </p>
          <div className="studio-acts">
            {moves.map(([name, move]) => (
              <Button key={name} type="primary" onClick={() => (move.form ? ask(name) : make(name, {}))}>
                {say(move.title)}
              </Button>
            ))}
          </div>
          {moves.map(
            ([name, move]) =>
              name === asking && (
                <OnTheWay key={name} tool={tool} move={move} onDone={(answers) => make(name, answers)} />
              ),
          )}
          {moves.length === 0 && !isOver && (
            <p className="studio-empty">
              {t('studio.notYours', { who: list(others.map((one) => t(`role.${one}`))) || '—' })}
            </p>
          )}
          {!isOver && others[0] && (
            <div className="studio-acts">
              <Button onClick={() => setRole(others[0] ?? role)}>
                {t('studio.goOnAs', { who: t(`role.${others[0]}`) })}
              </Button>
            </div>
          )}
          {isOver && <p className="studio-fine">{t('studio.tryOver', { points })}</p>}
          <ol className="studio-log">
            {now.steps.map((step, index) => (
              <li key={index}>
                {t('studio.didIt', {
                  who: t(`role.${step.by}`),
                  what:
                    step.move === 'opened'
                      ? t('desk.opened')
                      : say(process.moves[step.move]?.title ?? { 'zh-CN': step.move, en: step.move }),
                })}{' '}
                → {say(process.states[step.state]?.title ?? { 'zh-CN': step.state, en: step.state })}
                {step.points !== 0 && ` · ${t('studio.earned', { points: step.points })}`}
              </li>
            ))}
          </ol>
          <div>
            <Button onClick={() => setNow(null)}>{t('studio.tryAgain')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
