/** The check as one goes, the tool tried on the spot, and handing it in. */
import { Chip, Notice, toast, useGo, usePages, useSend, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import type { ToolDocument } from '../../document/document.ts'
import * as studio from '../../document/studio.ts'
import { useSay } from '../parts/say.ts'

const Submit = ({ id, isSound, isAlike }: { id: string; isSound: boolean; isAlike: boolean }) => {
  const t = useWords('tool-library')
  const go = useGo()
  const needs = usePages(toolLibrary, 'needs', { query: { limit: 50 } })
  const [needId, setNeed] = useState<string | null>(null)
  const [exit, setExit] = useState('')
  const [justification, setJustification] = useState('')
  const [until, setUntil] = useState(dayjs().add(30, 'day'))
  const send = useSend(toolLibrary, 'submit', {
    stale: [[toolLibrary], [{ name: 'launcher' }]],
    then: () => {
      toast(t('desk.handedIn'), 'good')
      go('/tool-library/uses')
    },
  })
  return (
    <div className="studio-part">
      <Select
        aria-label={t('desk.need')}
        placeholder={t('desk.need')}
        value={needId}
        onChange={setNeed}
        options={needs.items.map((one) => ({
          value: one.id,
          label: `${one.title}（${t('screen.votes', { count: one.votes })}）`,
        }))}
      />
      {send.errors.needId && <p role="alert">{send.errors.needId}</p>}
      <Input.TextArea
        aria-label={t('desk.exit')}
        placeholder={t('desk.exit')}
        value={exit}
        maxLength={500}
        onChange={(event) => setExit(event.target.value)}
      />
      {isAlike && (
        <Input.TextArea
          aria-label={t('desk.justification')}
          placeholder={t('desk.justification')}
          value={justification}
          maxLength={1000}
          onChange={(event) => setJustification(event.target.value)}
        />
      )}
      <div className="studio-row">
        <DatePicker
          aria-label={t('desk.trialUntil')}
          value={until}
          minDate={dayjs()}
          onChange={(day) => day && setUntil(day)}
        />
        <Button
          type="primary"
          disabled={!isSound || !needId || exit.trim().length < 4 || (isAlike && justification.trim().length < 4)}
          loading={send.isSending}
          onClick={() =>
            needId &&
            send.now({
              params: { id },
              body: {
                needId,
                trialUntil: until.format('YYYY-MM-DD'),
                exitCriteria: exit,
                ...(justification.trim() ? { justification } : {}),
              },
            })
          }
        >
          {t('desk.handIn')}
        </Button>
      </div>
    </div>
  )
}

export const Review = ({ id, tool }: { id: string; tool: ToolDocument }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const send = useSend(toolLibrary, 'check', { stale: [], isQuiet: true })
  // Looked at anew a moment after the last change.
  useEffect(() => {
    const later = setTimeout(() => send.now({ body: { document: studio.completed(tool) } }), 400)
    return () => clearTimeout(later)
  }, [tool])
  const seen = send.reply
  return (
    <>
      <Panel title={t('desk.review')}>
        {seen?.isSound && <Notice tone="good">{t('desk.sound')}</Notice>}
        <ul>
          {seen?.faults.map((fault) => (
            <li key={`${fault.path}${fault.code}`}>
              <Chip tone={fault.level === 'refuse' ? 'overdue' : 'soon'}>{t(`fault.${fault.level}`)}</Chip>{' '}
              <code>{fault.path}</code> {fault.reason}
            </li>
          ))}
        </ul>
        {seen?.alike.map((one) => (
          <p key={one.id}>{t('desk.alikeLine', { name: say(one.name), percent: Math.round(one.likeness * 100) })}</p>
        ))}
      </Panel>
      <Panel title={t('desk.tryIt')}>
        {seen?.journeys.map((journey) => (
          <ol key={journey.title}>
            {journey.steps.map((step, index) => (
              <li key={index}>
                {step.state
                  ? (tool.processes[0]?.states[step.state]?.title['zh-CN'] ?? step.state)
                  : t('desk.seenByAudience')}{' '}
                {step.isFine ? '✓' : `✗ ${step.why ?? ''}`}
              </li>
            ))}
            <li>{t('desk.pointsSum', { points: journey.points })}</li>
          </ol>
        ))}
      </Panel>
      <Panel title={t('desk.handIn')}>
        <Submit
          id={id}
          isSound={seen?.isSound ?? false}
          isAlike={(seen?.alike ?? []).some((one) => one.likeness >= 0.45)}
        />
      </Panel>
    </>
  )
}
