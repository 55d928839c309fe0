/** What this community is asked to try: by whom, for how long, when it counts as a success; nobody meets it before the answer. */
import { ButtonLink, Facts, toast, usePages, useSend, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type TrialRow, toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'

const Asked = ({ of }: { of: TrialRow }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { day } = useTimes()
  const [reason, setReason] = useState('')
  const send = useSend(toolLibrary, 'answerTrial', {
    stale: [[toolLibrary], [{ name: 'launcher' }]],
    then: () => toast(t('desk.decided'), 'good'),
  })
  const answer = (isAgreed: boolean) =>
    send.now({ params: { id: of.toolId, version: of.version }, body: { isAgreed, reason } })
  const isShort = reason.trim().length < 2
  return (
    <li className="studio-card">
      <b>{t('web:noted', { what: say(of.name), note: say(of.unit) })}</b>
      <span className="studio-note">{say(of.summary)}</span>
      <Facts
        of={[
          [t('desk.trialUntil'), of.trialUntil ? day(of.trialUntil) : '—'],
          [t('desk.exit'), of.exitCriteria ?? '—'],
        ]}
      />
      <Input
        aria-label={t('trial.reasonOf', { tool: say(of.name) })}
        placeholder={t('trial.reason')}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="studio-acts">
        <Button type="primary" disabled={isShort} loading={send.isSending} onClick={() => answer(true)}>
          {t('trial.agree')}
        </Button>
        <Button danger disabled={isShort} loading={send.isSending} onClick={() => answer(false)}>
          {t('trial.decline')}
        </Button>
        <ButtonLink to={`/tool-library?open=${of.toolId}`}>{t('trial.look')}</ButtonLink>
      </div>
    </li>
  )
}

export const TrialsPart = ({ area }: { area: string }) => {
  const t = useWords('tool-library')
  const asked = usePages(toolLibrary, 'trials', { query: { area } })
  if (asked.items.length === 0) return null
  return (
    <Panel title={t('trial.title')}>
      <p className="studio-note">{t('trial.hint')}</p>
      <ul className="studio-cards">
        {asked.items.map((one) => (
          <Asked key={`${one.toolId}@${one.version}`} of={one} />
        ))}
      </ul>
    </Panel>
  )
}
