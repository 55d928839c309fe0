/** The process of a tool: as a picture, and state by state with the moves that lead on from it. */
import { useTimes, useWords } from '@liren/web'
import { Button, Collapse, Input, Select } from 'antd'
import { useState } from 'react'
import { type ActorName, actors, type Move, type Process } from '../../../document/document.ts'
import * as studio from '../../../document/studio.ts'
import { Deadline } from './deadline.tsx'
import { FaultLine } from './fault-line.tsx'
import { MoveMore } from './move-more.tsx'
import type { Part } from './part.ts'
import { ProcessPicture } from './process-picture.tsx'
import { RowActs } from './row-acts.tsx'

const phases = ['intake', 'doing', 'checking', 'done'] as const

const MoveRow = ({
  name,
  move,
  process,
  tool,
  change,
  onForm,
}: {
  name: string
  move: Move
  process: Process
  tool: Part['tool']
  change: Part['change']
  onForm: NonNullable<Part['onForm']>
}) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const title = move.title['zh-CN'] || t('studio.thisMove')
  const set = (next: (move: Move) => Move) => change((one) => studio.setMove(one, name, next))
  return (
    <li className="studio-move">
      <Select
        mode="multiple"
        aria-label={t('studio.whoOf', { name: title })}
        placeholder={t('desk.who')}
        className="who"
        value={move.who}
        options={actors.map((value) => ({ value, label: t(`actor.${value}`) }))}
        onChange={(who: ActorName[]) => set((one) => ({ ...one, who }))}
      />
      <Input
        aria-label={t('studio.moveName')}
        placeholder={t('studio.moveHint')}
        className="what"
        value={move.title['zh-CN']}
        maxLength={20}
        onChange={(event) => set((one) => ({ ...one, title: { ...one.title, 'zh-CN': event.target.value } }))}
      />
      <span aria-hidden>→</span>
      <Select
        aria-label={t('studio.toOf', { name: title })}
        className="to"
        value={move.to}
        options={Object.entries(process.states).map(([value, state]) => ({
          value,
          label: state.title['zh-CN'] || value,
        }))}
        onChange={(to) => set((one) => ({ ...one, to }))}
      />
      <RowActs name={title} onDrop={() => change((one) => studio.dropMove(one, name))} />
      <Collapse
        ghost
        className="whole"
        items={[
          {
            key: 'more',
            label: (
              <>
                {t('studio.moreOf', { name: title })}
                {(move.form || move.when) && (
                  <span className="studio-note">
                    {' '}
                    {list([
                      ...(move.form ? [t('studio.asksSomething')] : []),
                      ...(move.when ? [t('studio.isConditional')] : []),
                    ])}
                  </span>
                )}
              </>
            ),
            children: (
              <MoveMore
                name={name}
                title={title}
                move={move}
                process={process}
                tool={tool}
                change={change}
                onForm={onForm}
              />
            ),
          },
        ]}
      />
      <FaultLine at={`/processes/0/moves/${name}`} />
    </li>
  )
}

const StateCard = ({
  name,
  process,
  tool,
  isFresh,
  change,
  onForm,
  onAdded,
}: {
  name: string
  process: Process
  tool: Part['tool']
  isFresh: boolean
  change: Part['change']
  onForm: NonNullable<Part['onForm']>
  onAdded: () => void
}) => {
  const t = useWords('tool-library')
  const state = process.states[name]
  if (!state) return null
  const title = state.title['zh-CN'] || t('studio.thisState')
  const moves = Object.entries(process.moves).filter(([, move]) => move.from.includes(name))
  const others = Object.keys(process.states).filter((one) => one !== name)
  const elsewhere = others.find((one) => process.states[one]?.phase === 'done') ?? others[0]
  return (
    <li className="studio-card" id={`state-${name}`}>
      <div className="studio-card-head">
        <Input
          className="grow"
          autoFocus={isFresh}
          aria-label={t('desk.stateName')}
          placeholder={t('studio.stateHint')}
          value={state.title['zh-CN']}
          maxLength={20}
          onChange={(event) =>
            change((one) =>
              studio.setState(one, name, (before) => ({
                ...before,
                title: { ...before.title, 'zh-CN': event.target.value },
              })),
            )
          }
        />
        <Select
          aria-label={t('studio.phaseOf', { name: title })}
          style={{ width: 110 }}
          value={state.phase}
          options={phases.map((value) => ({ value, label: t(`phase.${value}`) }))}
          onChange={(phase) => change((one) => studio.setState(one, name, (before) => ({ ...before, phase })))}
        />
        <RowActs
          name={title}
          onDrop={name === process.start ? undefined : () => change((one) => studio.dropState(one, name))}
        />
      </div>
      <FaultLine at={`/processes/0/states/${name}`} />
      {state.phase === 'done' && moves.length === 0 ? (
        <p className="studio-note">{t('studio.isEnd')}</p>
      ) : (
        <ul className="studio-moves">
          {moves.map(([key, move]) => (
            <MoveRow key={key} name={key} move={move} process={process} tool={tool} change={change} onForm={onForm} />
          ))}
        </ul>
      )}
      {state.phase !== 'done' && <Deadline state={name} title={title} process={process} change={change} />}
      {state.phase !== 'done' && (
        <div className="studio-card-body">
          <Button
            aria-label={t('studio.addNextOf', { name: title })}
            onClick={() => {
              onAdded()
              change((one) => studio.addNext(one, name))
            }}
          >
            {t('studio.addNext')}
          </Button>
          {elsewhere && (
            <Button
              aria-label={t('studio.addMoveOf', { name: title })}
              onClick={() => change((one) => studio.addMove(one, '', [name], elsewhere, ['worker']))}
            >
              {t('studio.addMove')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

export const Steps = ({ tool, change, onForm = () => undefined }: Part) => {
  const t = useWords('tool-library')
  const [process] = tool.processes
  // The one just added is where the typing goes on.
  const [before, setBefore] = useState<readonly string[] | null>(null)
  if (!process) return null
  const names = Object.keys(process.states)
  return (
    <div className="studio-part">
      <ProcessPicture
        of={process}
        label={t('desk.picture')}
        onChoose={(name) => {
          const card = document.getElementById(`state-${name}`)
          card?.scrollIntoView({ block: 'center' })
          card?.querySelector('input')?.focus({ preventScroll: true })
        }}
      />
      <p className="studio-note">{t('studio.processHint')}</p>
      <FaultLine at="/processes/0" isDeep={false} />
      <FaultLine at="/processes/0/states" isDeep={false} />
      <ol className="studio-cards">
        {names.map((name) => (
          <StateCard
            key={name}
            name={name}
            process={process}
            tool={tool}
            onForm={onForm}
            isFresh={before !== null && !before.includes(name)}
            change={change}
            onAdded={() => setBefore(names)}
          />
        ))}
      </ol>
    </div>
  )
}
