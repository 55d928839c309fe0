/** The month's scores (月度得分): why each point was lost, published once the month is over, appealed against, decided. */
import type { Reply, RouteOf } from '@liren/contract'
import { monthOf } from '@liren/contract/day'
import { matters } from '@liren/matters/contract'
import {
  Button,
  Chip,
  Confirm,
  Empty,
  Field,
  Link,
  Segments,
  Sheet,
  TextField,
  toast,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { monthBefore } from '../../score.ts'
import { AppealSheet, mayAppeal, type Score } from '../parts/appeal-sheet.tsx'
import { LostOf, Reckoned } from '../parts/score-lost.tsx'
import './board.css'
import './plan.css'

type Appeal = Reply<RouteOf<typeof command, 'appeals'>>['items'][number]
const kinds = ['unit', 'area'] as const
const thisMonth = () => monthOf(Date.now())

const DecideSheet = ({ of, isGranted, onClose }: { of: Appeal; isGranted: boolean; onClose: () => void }) => {
  const t = useWords('command')
  const [because, setBecause] = useState('')
  const then = () => {
    toast(t('screen.decided'), 'good')
    onClose()
  }
  const stale = [[command], [matters]] as const
  const grant = useSend(command, 'grantAppeal', { stale, then })
  const refuse = useSend(matters, 'move', { stale, then })
  const title = t(isGranted ? 'screen.grant' : 'screen.refuseAppeal')
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${title} · ${of.number}`}
      action={
        <Button
          tone="main"
          isWide
          disabled={because.trim().length < 2}
          isBusy={grant.isSending || refuse.isSending}
          onClick={() =>
            isGranted
              ? grant.now({ params: { id: of.id }, body: { because } })
              : refuse.now({ params: { id: of.id, move: 'refuse' }, body: { facts: { note: because } } })
          }
        >
          {title}
        </Button>
      }
    >
      <p>{of.text}</p>
      <TextField
        label={t('screen.decideBecause')}
        rows={3}
        maxLength={2000}
        value={because}
        onChange={(event) => setBecause(event.target.value)}
      />
    </Sheet>
  )
}

const Appeals = ({ month }: { month: string }) => {
  const t = useWords('command')
  const { when, month: said } = useTimes()
  const may = useMay()
  const [open, setOpen] = useState<{ readonly of: Appeal; readonly isGranted: boolean } | null>(null)
  const stateOf = (state: string) => (state === 'granted' || state === 'refused' ? state : 'asked')
  return (
    <Panel title={t('screen.appeals')}>
      <ListTable
        contract={command}
        route="appeals"
        input={{ query: { month } }}
        label={t('screen.appeals')}
        empty={<Empty icon="check" title={t('screen.noAppeals')} hint={t('screen.noAppealsHint')} />}
        columns={[
          {
            key: 'what',
            title: t('screen.appeal'),
            cell: (row) => (
              <>
                <Link to={`/matters/${row.id}`}>
                  {t('screen.ofScore', { name: row.subjectName, month: said(row.month) })}
                </Link>
                <small className="plan-note">{row.text}</small>
              </>
            ),
          },
          {
            key: 'cases',
            title: t('screen.appealCases'),
            width: 260,
            cell: (row) => (
              <ul className="board-lost">
                {row.cases.map((one) => (
                  <li key={one.id}>
                    <Link to={`/${one.module}/${one.id}`}>{one.title}</Link>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: 'state',
            title: t('screen.alertState'),
            width: 180,
            cell: (row) => (
              <>
                <Chip tone={row.closedAt ? 'done' : 'soon'}>{t(`screen.appealState.${stateOf(row.state)}`)}</Chip>
                {!row.closedAt && row.dueAt && (
                  <small className="plan-note">{t('screen.decideBy', { at: when(row.dueAt) })}</small>
                )}
              </>
            ),
          },
          {
            key: 'acts',
            title: t('screen.acts'),
            width: 200,
            cell: (row) =>
              !row.closedAt && may('score.decide') ? (
                <span className="board-acts">
                  <button type="button" onClick={() => setOpen({ of: row, isGranted: true })}>
                    {t('screen.grant')}
                  </button>
                  <button type="button" onClick={() => setOpen({ of: row, isGranted: false })}>
                    {t('screen.refuseAppeal')}
                  </button>
                </span>
              ) : null,
          },
        ]}
      />
      {open && <DecideSheet {...open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

export default function ScoresPage() {
  const t = useWords()
  const { when } = useTimes()
  const may = useMay()
  const [filters, filter] = useFilters()
  // A month is published once it is over.
  const month = filters.month ?? monthBefore(thisMonth())
  const kind = kinds.find((one) => one === filters.kind) ?? 'unit'
  const [appealing, setAppealing] = useState<Score | null>(null)
  const [isPublishing, setPublishing] = useState(false)
  const publish = useSend(command, 'publishScores', {
    stale: [[command, 'scores']],
    then: ({ published }) => toast(t('screen.publishedNow', { count: published }), 'good'),
  })
  return (
    <DeskPage
      title={t('nav.scores')}
      hint={t('screen.scoresHint')}
      back={{ to: '/command/figures', label: t('nav.figures') }}
      tools={
        may('score.decide') && month < thisMonth() ? (
          <Button tone="main" onClick={() => setPublishing(true)}>
            {t('screen.publish')}
          </Button>
        ) : undefined
      }
    >
      <div className="filter-bar">
        <Field
          label={t('screen.month')}
          type="month"
          max={thisMonth()}
          value={month}
          error={publish.errors.month}
          onChange={(event) => filter({ month: event.target.value || null })}
        />
        <Segments
          label={t('screen.byLabel')}
          value={kind}
          onChange={(value) => filter({ kind: value === 'unit' ? null : value })}
          choices={kinds.map((value) => ({ value, label: t(`screen.by.${value}`) }))}
        />
      </div>
      <ListTable
        contract={command}
        route="scores"
        input={{ query: { month, kind } }}
        label={t('nav.scores')}
        empty={<Empty icon="chart" title={t('screen.noScores')} hint={t('screen.noScoresHint')} />}
        columns={[
          { key: 'subject', title: t('screen.subject'), width: 170, cell: (row) => row.subjectName },
          { key: 'points', title: t('screen.points'), width: 90, isNumber: true, cell: (row) => row.points ?? '–' },
          {
            key: 'lost',
            title: t('screen.lost'),
            cell: (row) => (
              <ul className="board-lost">
                <LostOf of={row} />
                {row.note && <li>{row.note}</li>}
              </ul>
            ),
          },
          {
            key: 'state',
            title: t('screen.publication'),
            width: 250,
            cell: (row) => (
              <>
                {row.publishedAt
                  ? t('screen.published', { at: when(row.publishedAt), until: when(row.appealUntil) })
                  : t('screen.unpublished')}
                <small className="plan-note">
                  <Reckoned of={row} />
                </small>
              </>
            ),
          },
          {
            key: 'acts',
            title: t('screen.acts'),
            width: 100,
            cell: (row) =>
              mayAppeal(row) && (
                <span className="board-acts">
                  <button type="button" onClick={() => setAppealing(row)}>
                    {t('screen.appeal')}
                  </button>
                </span>
              ),
          },
        ]}
      />
      <Appeals month={month} />
      {appealing && <AppealSheet of={appealing} onClose={() => setAppealing(null)} />}
      <Confirm
        isOpen={isPublishing}
        onClose={() => setPublishing(false)}
        title={t('screen.publish')}
        verb={t('screen.publish')}
        onYes={() => {
          setPublishing(false)
          publish.now({ params: { month } })
        }}
      >
        {t('screen.publishHint')}
      </Confirm>
    </DeskPage>
  )
}
