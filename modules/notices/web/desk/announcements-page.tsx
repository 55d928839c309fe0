/** 通知公告 What was written to the people of a place, and what became of it: arrived, read, not reached, by which way. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Facts,
  Failed,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Figures, ListTable, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { type Announcement, notices } from '../../contract.ts'

const tones = { waiting: 'soon', sending: 'main', sent: 'done', withdrawn: 'plain' } as const

const Became = ({ of }: { of: Announcement }) => {
  const t = useWords('notices')
  const { number } = useTimes()
  const report = useAsk(notices, 'report', { query: { object: of.object } })
  if (report.error) return <Failed error={report.error} again={() => void report.refetch()} />
  const reach = report.data?.reach
  return (
    <>
      {reach && (
        <Figures
          of={[
            { label: t('screen.recipients'), value: number(reach.recipients) },
            { label: t('screen.sent'), value: number(reach.sent) },
            { label: t('screen.delivered'), value: number(reach.delivered) },
            { label: t('screen.read'), value: number(reach.read) },
            {
              label: t('screen.notReached'),
              value: number(reach.notReached),
              ...(reach.notReached > 0 ? { tone: 'overdue' as const, to: '/notices/phone-tasks' } : {}),
            },
          ]}
        />
      )}
      <h3>{t('announce.byChannel')}</h3>
      <Rows
        rows={report.data?.channels ?? []}
        isLoading={report.isLoading}
        label={t('announce.byChannel')}
        rowKey={(row) => row.channel}
        empty={<Empty icon="bell" title={t('announce.noneSent')} hint={t('announce.noneSentHint')} />}
        columns={[
          { key: 'channel', title: t('screen.channel'), isHead: true, cell: (row) => t(`channel.${row.channel}`) },
          ...(['sent', 'delivered', 'read', 'failed', 'skipped'] as const).map((key) => ({
            key,
            title: t(key === 'failed' || key === 'skipped' ? `announce.${key}` : `screen.${key}`),
            isNumber: true,
            cell: (row: {
              readonly sent: number
              readonly delivered: number
              readonly read: number
              readonly failed: number
              readonly skipped: number
            }) => number(row[key]),
          })),
        ]}
      />
    </>
  )
}

const One = ({ of, onClose }: { of: Announcement; onClose: () => void }) => {
  const t = useWords('notices')
  const may = useMay()
  const { when } = useTimes()
  const back = useSend(notices, 'withdraw', {
    then: () => {
      toast(t('announce.withdrawn'), 'good')
      onClose()
    },
  })
  const isOpen = of.state === 'waiting' && may('announcement.write')
  return (
    <Detail
      isOpen
      onClose={onClose}
      title={of.titleZh}
      action={
        isOpen && (
          <Button tone="urgent" isBusy={back.isSending} onClick={() => back.now({ params: { id: of.id } })}>
            {t('announce.withdraw')}
          </Button>
        )
      }
    >
      <p>{of.textZh}</p>
      {of.textEn && (
        <p lang="en">
          {of.titleEn}: {of.textEn}
        </p>
      )}
      <Facts
        of={[
          [t('announce.signature'), of.signature],
          [t('announce.kindLabel'), t(`announceKind.${of.kind}`)],
          of.basis !== null && [t('announce.basis'), of.basis],
          of.rule !== null && [t('announce.rule'), <code key="rule">{of.rule}</code>],
          [t('announce.at'), when(of.sendAt)],
          [t('announce.state'), t(`announceState.${of.state}`)],
        ]}
      />
      {of.state !== 'waiting' && of.state !== 'withdrawn' && <Became of={of} />}
    </Detail>
  )
}

export default function AnnouncementsPage() {
  const t = useWords('notices')
  const may = useMay()
  const { when, number } = useTimes()
  const [shown, setShown] = useState<Announcement | null>(null)
  const write = may('announcement.write') && (
    <ButtonLink to="/notices/announcements/new" tone="main" icon="bell">
      {t('announce.write')}
    </ButtonLink>
  )
  return (
    <DeskPage title={t('nav.announcements')} hint={t('announce.hint')} tools={write}>
      <ListTable
        contract={notices}
        route="announcements"
        input={{ query: {} }}
        label={t('nav.announcements')}
        onOpen={setShown}
        empty={<Empty icon="bell" title={t('announce.none')} hint={t('announce.noneHint')} action={write} />}
        columns={[
          { key: 'title', title: t('announce.titleZh'), isHead: true, cell: (row) => row.titleZh },
          { key: 'signature', title: t('announce.signature'), width: 170, cell: (row) => row.signature },
          {
            key: 'state',
            title: t('announce.state'),
            width: 110,
            cell: (row) => <Chip tone={tones[row.state]}>{t(`announceState.${row.state}`)}</Chip>,
          },
          { key: 'at', title: t('announce.at'), width: 150, cell: (row) => when(row.sendAt) },
          {
            key: 'recipients',
            title: t('screen.recipients'),
            isNumber: true,
            cell: (row) => number(row.reach.recipients),
          },
          {
            key: 'reached',
            title: t('announce.reached'),
            isNumber: true,
            cell: (row) => number(row.reach.delivered + row.reach.read),
          },
          { key: 'read', title: t('screen.read'), isNumber: true, cell: (row) => number(row.reach.read) },
          {
            key: 'notReached',
            title: t('screen.notReached'),
            isNumber: true,
            cell: (row) => number(row.reach.notReached),
          },
        ]}
      />
      {shown && <One of={shown} onClose={() => setShown(null)} />}
    </DeskPage>
  )
}
