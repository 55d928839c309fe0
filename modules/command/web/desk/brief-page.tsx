/** One daily report: figures, emergencies and topics as the records had them, and the words of whoever wrote it; to print as it is. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Confirm,
  Failed,
  Link,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { CategoryName } from './said.tsx'
import './brief.css'

type Brief = Reply<RouteOf<typeof command, 'brief'>>
const stale = [[command]] as const

const Words = ({ of }: { of: Brief }) => {
  const t = useWords('command')
  const may = useMay()
  const [text, setText] = useState(of.text)
  const [isAsking, setAsking] = useState(false)
  const edit = useSend(command, 'editBrief', { stale, then: () => toast(t('screen.briefKept'), 'good') })
  const renew = useSend(command, 'writeBrief', { stale, then: () => toast(t('screen.briefRenewed'), 'good') })
  const issue = useSend(command, 'issueBrief', { stale, then: () => toast(t('screen.briefIssued'), 'good') })
  const params = { id: of.id }
  if (of.state === 'issued' || !may('brief.write'))
    return <p className="brief-text">{of.text || t('screen.briefNoWords')}</p>
  return (
    <>
      <TextField
        label={t('screen.briefWords')}
        rows={6}
        maxLength={8000}
        value={text}
        error={edit.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="button-row brief-acts">
        <Button isBusy={renew.isSending} onClick={() => renew.now({ body: { area: of.areaCode, onDay: of.onDay } })}>
          {t('screen.renewBrief')}
        </Button>
        <Button
          isBusy={edit.isSending}
          disabled={text === of.text}
          onClick={() => edit.now({ params, body: { text } })}
        >
          {t('screen.keepBrief')}
        </Button>
        <Button tone="main" disabled={text !== of.text} onClick={() => setAsking(true)}>
          {t('screen.issueBrief')}
        </Button>
      </p>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('screen.issueBrief')}
        verb={t('screen.issueBrief')}
        onYes={() => {
          setAsking(false)
          issue.now({ params })
        }}
      >
        {t('screen.issueHint')}
      </Confirm>
    </>
  )
}

export default function BriefPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { when, day, number } = useTimes()
  const asked = useAsk(command, 'brief', { params })
  if (asked.error) return <Failed error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton rows={6} />
  const of = asked.data
  const { facts } = of
  return (
    <div className="brief">
      <DeskPage
        title={t('screen.briefOf', { area: of.areaName, day: day(of.onDay) })}
        hint={
          of.issuedAt
            ? t('screen.issuedBy', { name: of.issuedByName ?? '', at: when(of.issuedAt) })
            : t('screen.draftBy', { name: of.writtenByName, at: when(of.writtenAt) })
        }
        back={{ to: '/command/briefs', label: t('nav.briefs') }}
        tools={
          <Button icon="print" onClick={() => window.print()}>
            {t('screen.print')}
          </Button>
        }
      >
        <Figures
          of={(['reported', 'closed', 'sameDay', 'open', 'overdue'] as const).map((name) => ({
            label: t(`screen.briefFigure.${name}`),
            value: number(facts[name]),
          }))}
        />
        <Panel title={t('screen.briefWordsTitle')}>
          <Words key={of.state} of={of} />
        </Panel>
        <Panel title={t('screen.emergencies')}>
          {facts.emergencies.length === 0 ? (
            <p>{t('screen.noEmergencies')}</p>
          ) : (
            <ul>
              {facts.emergencies.map((one) => (
                <li key={one.id}>
                  {t(`screen.grade.${one.grade}`)} · <Link to={`/cases/${one.id}`}>{one.title ?? one.number}</Link>{' '}
                  {one.number}
                </li>
              ))}
            </ul>
          )}
        </Panel>
        {facts.campaigns.length > 0 && (
          <Panel title={t('screen.campaigns')}>
            <ul>
              {facts.campaigns.map((one) => (
                <li key={one.id}>
                  <Link to={`/command/plans/running/${one.id}`}>{one.name}</Link> ·{' '}
                  {t('screen.campaignUntil', { day: day(one.untilOn) })} · {t('screen.progressOf', one)}
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Panel title={t('screen.topics')}>
          {facts.topics.length === 0 ? (
            <p>{t('screen.noTopics')}</p>
          ) : (
            <ol>
              {facts.topics.map((one) => (
                <li key={one.categoryCode}>
                  <CategoryName code={one.categoryCode} area={of.areaCode} />{' '}
                  {t('screen.reportedTimes', { count: one.reported })}
                </li>
              ))}
            </ol>
          )}
        </Panel>
      </DeskPage>
    </div>
  )
}
