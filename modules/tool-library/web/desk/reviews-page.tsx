/** What waits for the keeper: what the machine found, what is alike and why it is needed all the same, how the trial goes; and the decision. */
import { Chip, Facts, Section, toast, todayOn, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { BurdenLine } from '../parts/burden-line.tsx'
import { useSay } from '../parts/say.ts'
import { ToolFacts, useTool } from '../parts/tool-facts.tsx'
import { useFaultWords } from './studio/fault-line.tsx'
import './studio/studio.css'
import { TakeParcel } from './take-parcel.tsx'

const Deciding = ({ id, version, onDone }: { id: string; version: string; onDone: () => void }) => {
  const t = useWords('tool-library')
  const { clauses } = useTimes()
  const say = useSay()
  const faultWords = useFaultWords()
  const { data } = useTool(id)
  const [reason, setReason] = useState('')
  const send = useSend(toolLibrary, 'decide', {
    stale: [[toolLibrary], [{ name: 'launcher' }]],
    then: () => {
      toast(t('desk.decided'), 'good')
      onDone()
    },
  })
  const row = data?.versions.find((one) => one.version === version)
  const [isReached, setReached] = useState<boolean | null>(null)
  const go = (isPublished: boolean) =>
    send.now({
      params: { id, version },
      body: { isPublished, reason, ...(isReached === null ? {} : { isReached }) },
    })
  return (
    <>
      <ToolFacts id={id} />
      {row?.review && (
        <Section title={t('desk.review')}>
          <Facts
            of={[
              [t('desk.exit'), row.exitCriteria ?? '—'],
              [
                t('desk.journeys'),
                `${row.review.journeys.filter(({ isFine }) => isFine).length} / ${row.review.journeys.length}`,
              ],
              [t('desk.doubts'), clauses([...new Set(row.review.faults.map(faultWords))]) || '—'],
              [
                t('desk.alike'),
                clauses(row.review.alike.map((one) => `${say(one.name)} ${Math.round(one.likeness * 100)}%`)) || '—',
              ],
              [t('desk.justification'), row.review.justification ?? '—'],
            ]}
          />
          {row.review.burden && <BurdenLine of={row.review.burden} />}
        </Section>
      )}
      {row?.exitCriteria && (
        <Radio.Group
          aria-label={t('desk.reached')}
          value={isReached}
          onChange={(event) => setReached(event.target.value as boolean)}
        >
          <Radio value={true}>{t('desk.reachedYes')}</Radio>
          <Radio value={false}>{t('desk.reachedNo')}</Radio>
        </Radio.Group>
      )}
      <Input.TextArea
        aria-label={t('desk.reason')}
        placeholder={t('desk.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="studio-acts">
        <Button type="primary" disabled={reason.trim().length < 2} loading={send.isSending} onClick={() => go(true)}>
          {t('desk.publish')}
        </Button>
        <Button danger disabled={reason.trim().length < 2} loading={send.isSending} onClick={() => go(false)}>
          {t('desk.refuse')}
        </Button>
      </div>
    </>
  )
}

export default function ReviewsPage() {
  const t = useWords()
  const say = useSay()
  const { when, day } = useTimes()
  const [filters, filter] = useFilters()
  const [isTaking, setTaking] = useState(false)
  const [id, version] = (filters.open ?? '').split('@')
  return (
    <DeskPage
      title={t('nav.reviews')}
      hint={t('desk.reviewsHint')}
      tools={<Button onClick={() => setTaking(true)}>{t('parcel.take')}</Button>}
    >
      {isTaking && <TakeParcel onClose={() => setTaking(false)} />}
      <ListTable
        contract={toolLibrary}
        route="reviews"
        isQueue
        input={{ query: {} }}
        columns={[
          { key: 'tool', title: t('nav.run'), cell: (row) => say(row.name) },
          { key: 'unit', title: t('screen.unit'), cell: (row) => say(row.unit) },
          { key: 'trial', title: t('desk.trialGoes'), cell: (row) => t('desk.trialFigures', row.trial) },
          { key: 'version', title: t('screen.version'), width: 100, cell: (row) => row.version },
          {
            key: 'state',
            title: t('desk.state'),
            width: 110,
            cell: (row) => <Chip tone="soon">{t(`state.${row.state}`)}</Chip>,
          },
          {
            key: 'until',
            title: t('desk.trialUntil'),
            width: 140,
            cell: (row) =>
              row.trialUntil ? (
                <>
                  {day(row.trialUntil)}{' '}
                  {row.trialUntil < todayOn() && <Chip tone="overdue">{t('desk.trialOver')}</Chip>}
                </>
              ) : (
                '—'
              ),
          },
          { key: 'at', title: t('screen.openedAt'), width: 170, cell: (row) => when(row.installedAt) },
        ]}
        onOpen={(row) => filter({ open: `${row.toolId}@${row.version}` })}
      />
      <Detail isOpen={Boolean(id && version)} onClose={() => filter({ open: null })} title={t('desk.review')}>
        {id && version && <Deciding id={id} version={version} onDone={() => filter({ open: null })} />}
      </Detail>
    </DeskPage>
  )
}
