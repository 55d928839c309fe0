/** The process of a tool: as a picture, and as states and moves to add to. */
import { Chip, useWords } from '@liren/web'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { type ActorName, actors } from '../../document/document.ts'
import * as studio from '../../document/studio.ts'
import { useSay } from '../parts/say.ts'
import { ProcessPicture } from './process-picture.tsx'
import type { Part } from './studio-part.ts'

const phases = ['intake', 'doing', 'checking', 'done'] as const

export const Steps = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const say = useSay()
  const [process] = tool.processes
  const [state, setState] = useState('')
  const [phase, setPhase] = useState<(typeof phases)[number]>('doing')
  const [move, setMove] = useState('')
  const [from, setFrom] = useState<string[]>([])
  const [to, setTo] = useState<string | null>(null)
  const [who, setWho] = useState<ActorName[]>(['worker'])
  if (!process) return null
  const states = Object.entries(process.states).map(([value, { title }]) => ({ value, label: title['zh-CN'] }))
  return (
    <div className="studio-part">
      <ProcessPicture of={process} label={t('desk.picture')} />
      <h3>{t('desk.states')}</h3>
      {Object.entries(process.states).map(([key, one]) => (
        <div key={key} className="studio-row">
          <Input
            className="grow"
            aria-label={t('desk.stateName')}
            value={one.title['zh-CN']}
            maxLength={20}
            onChange={(event) =>
              change((whole) => ({
                ...whole,
                processes: whole.processes.map((each) => ({
                  ...each,
                  states: { ...each.states, [key]: { ...one, title: { ...one.title, 'zh-CN': event.target.value } } },
                })),
              }))
            }
          />
          <Chip>{t(`phase.${one.phase}`)}</Chip>
          <Button
            size="small"
            danger
            disabled={key === process.start}
            onClick={() => change((whole) => studio.dropState(whole, key))}
          >
            {t('desk.drop')}
          </Button>
        </div>
      ))}
      <div className="studio-row">
        <Input
          className="grow"
          aria-label={t('desk.newState')}
          placeholder={t('desk.newState')}
          value={state}
          maxLength={20}
          onChange={(event) => setState(event.target.value)}
        />
        <Select
          aria-label={t('desk.phase')}
          style={{ width: 120 }}
          value={phase}
          onChange={setPhase}
          options={phases.map((value) => ({ value, label: t(`phase.${value}`) }))}
        />
        <Button
          type="primary"
          disabled={!state.trim()}
          onClick={() => {
            change((whole) => studio.addState(whole, state.trim(), phase))
            setState('')
          }}
        >
          {t('desk.addState')}
        </Button>
      </div>
      <h3>{t('desk.moves')}</h3>
      {Object.entries(process.moves).map(([key, one]) => (
        <div key={key} className="studio-row">
          <span className="grow">
            {say(one.title)}：{one.from.map((name) => process.states[name]?.title['zh-CN']).join('、')} →{' '}
            {process.states[one.to]?.title['zh-CN']} · {one.who.map((name) => t(`actor.${name}`)).join('、')}
          </span>
          <Button size="small" danger onClick={() => change((whole) => studio.dropMove(whole, key))}>
            {t('desk.drop')}
          </Button>
        </div>
      ))}
      <div className="studio-row">
        <Input
          className="grow"
          aria-label={t('desk.newMove')}
          placeholder={t('desk.newMove')}
          value={move}
          maxLength={20}
          onChange={(event) => setMove(event.target.value)}
        />
        <Select
          mode="multiple"
          aria-label={t('desk.from')}
          placeholder={t('desk.from')}
          style={{ minWidth: 130 }}
          value={from}
          onChange={setFrom}
          options={states}
        />
        <Select
          aria-label={t('desk.to')}
          placeholder={t('desk.to')}
          style={{ minWidth: 110 }}
          value={to}
          onChange={setTo}
          options={states}
        />
        <Select
          mode="multiple"
          aria-label={t('desk.who')}
          style={{ minWidth: 130 }}
          value={who}
          onChange={setWho}
          options={actors.map((value) => ({ value, label: t(`actor.${value}`) }))}
        />
        <Button
          type="primary"
          disabled={!move.trim() || from.length === 0 || !to || who.length === 0}
          onClick={() => {
            if (to) change((whole) => studio.addMove(whole, move.trim(), from, to, who))
            setMove('')
            setFrom([])
            setTo(null)
          }}
        >
          {t('desk.addMove')}
        </Button>
      </div>
    </div>
  )
}
