/** What is recommended from above and not used here: by whom and why; taken up, tried, or not needed, with a reason that goes back. */

import type { Reply } from '@liren/contract'
import { Chip, Facts, toast, todayOn, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'

type Item = Reply<(typeof toolLibrary)['routes']['recommended']>['items'][number]
const stale = [[toolLibrary], [{ name: 'launcher' }]] as const

const One = ({ of, area }: { of: Item; area: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { day } = useTimes()
  const [reason, setReason] = useState('')
  const take = useSend(toolLibrary, 'use', { stale, then: () => toast(t('recommended.taken'), 'good') })
  const leave = useSend(toolLibrary, 'notNeeded', { stale, then: () => toast(t('desk.decided'), 'good') })
  const name = say(of.name)
  return (
    <li className="studio-card">
      <b>{t('web:noted', { what: name, note: say(of.unit) })}</b>
      <span className="studio-note">{say(of.summary)}</span>
      <Facts
        of={[
          [t('recommended.by'), of.issuer],
          [t('recommended.why'), of.reason],
          ...(of.untilOn ? [[t('recommended.until'), day(of.untilOn)] as const] : []),
        ]}
      />
      {of.notNeeded !== null && <Chip>{t('recommended.said', { reason: of.notNeeded })}</Chip>}
      <div className="studio-acts">
        <Button
          type="primary"
          loading={take.isSending}
          aria-label={t('recommended.citeOf', { tool: name })}
          onClick={() => take.now({ params: { id: of.toolId }, body: { area, mode: 'cite' } })}
        >
          {t('desk.cite')}
        </Button>
        <Button
          loading={take.isSending}
          aria-label={t('recommended.tryOf', { tool: name })}
          onClick={() => take.now({ params: { id: of.toolId }, body: { area, mode: 'trial', untilOn: todayOn(30) } })}
        >
          {t('desk.try')}
        </Button>
      </div>
      {of.notNeeded === null && (
        <div className="studio-acts">
          <Input
            aria-label={t('recommended.reasonOf', { tool: name })}
            placeholder={t('recommended.reason')}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            disabled={reason.trim().length < 2}
            loading={leave.isSending}
            onClick={() => leave.now({ params: { id: of.toolId }, body: { area, reason } })}
          >
            {t('recommended.leave')}
          </Button>
        </div>
      )}
    </li>
  )
}

export const RecommendedPart = ({ area }: { area: string }) => {
  const t = useWords('tool-library')
  const { data } = useAsk(toolLibrary, 'recommended', { query: { area } })
  if (!data || data.items.length === 0) return null
  return (
    <Panel title={t('recommended.title')}>
      <ul className="studio-cards">
        {data.items.map((one) => (
          <One key={one.toolId} of={one} area={area} />
        ))}
      </ul>
    </Panel>
  )
}
