/** Recorded spend (成本登记): what each closed case and each resident cost of it, beside the same stretch before; and where each sum is known from. */
import { dayOf } from '@liren/contract/day'
import {
  Button,
  Empty,
  Failed,
  Field,
  SelectField,
  Sheet,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, FilterBar, ListTable, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type SpendKind, spendKinds } from '../../spend.ts'
import { UnitCosts } from './unit-costs.tsx'
import { useBoardArea } from './use-board.ts'
import './board.css'
import { AmountField } from '../parts/amount-field.tsx'
import './plan.css'

const dayMs = 86_400_000
const yearStart = () => `${dayOf(Date.now()).slice(0, 4)}-01-01`

const RecordSheet = ({ area, onClose }: { area: string; onClose: () => void }) => {
  const t = useWords('command')
  const [kind, setKind] = useState<SpendKind>('platform')
  const [yuan, setYuan] = useState('')
  const [from, setFrom] = useState(yearStart())
  const [until, setUntil] = useState(dayOf(Date.now() + dayMs))
  const [source, setSource] = useState('')
  const send = useSend(command, 'recordSpend', {
    then: () => {
      toast(t('screen.spendKept'), 'good')
      onClose()
    },
  })
  const isReady = yuan !== '' && Number(yuan) >= 0 && source.trim().length >= 2 && from !== '' && until !== ''
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.recordSpend')}
      action={
        <Button
          tone="main"
          isWide
          disabled={!isReady}
          isBusy={send.isSending}
          onClick={() =>
            send.now({ body: { area, kind, fen: Math.round(Number(yuan) * 100), from, until, source: source.trim() } })
          }
        >
          {t('screen.recordSpend')}
        </Button>
      }
    >
      <p>{t('screen.spendHint')}</p>
      <SelectField
        label={t('screen.spendKindLabel')}
        value={kind}
        choices={spendKinds.map((value) => ({ value, label: t(`screen.spendKind.${value}`) }))}
        onChange={(event) => setKind(spendKinds.find((one) => one === event.target.value) ?? 'other')}
      />
      <AmountField label={t('screen.spendYuan')} value={yuan} error={send.errors.fen} onChange={setYuan} />
      <Field
        label={t('screen.from')}
        type="date"
        value={from}
        error={send.errors.from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Field
        label={t('screen.untilDay')}
        type="date"
        value={until}
        error={send.errors.until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <Field
        label={t('screen.baselineSource')}
        maxLength={200}
        value={source}
        error={send.errors.source}
        onChange={(event) => setSource(event.target.value)}
      />
    </Sheet>
  )
}

export default function CostsPage() {
  const t = useWords('command')
  const { number, when, day } = useTimes()
  const may = useMay()
  const { area, whole } = useBoardArea()
  const [filters] = useFilters()
  const [isRecording, setRecording] = useState(false)
  const from = filters.from ?? yearStart()
  const until = filters.until ?? dayOf(Date.now() + dayMs)
  const asked = useAsk(command, 'costs', { query: { from, until, ...(area ? { area } : {}) } })
  const yuan = (fen: number | null) => (fen === null ? '–' : t('screen.yuan', { value: number(Math.round(fen) / 100) }))
  const figures = asked.data
    ? ([
        ['screen.spentAll', asked.data.now.fen, asked.data.before.fen],
        ['screen.spentPerCase', asked.data.now.fenPerCase, asked.data.before.fenPerCase],
        ['screen.spentPerResident', asked.data.now.platformFenPerResident, asked.data.before.platformFenPerResident],
      ] as const)
    : []
  return (
    <DeskPage
      title={t('nav.costs')}
      hint={t('screen.costsHint')}
      back={{ to: '/command/figures', label: t('nav.figures') }}
      tools={
        may('baseline.record') && whole ? (
          <Button tone="main" onClick={() => setRecording(true)}>
            {t('screen.recordSpend')}
          </Button>
        ) : undefined
      }
    >
      <FilterBar
        filters={[
          { name: 'from', label: t('screen.from'), kind: 'day' },
          { name: 'until', label: t('screen.untilDay'), kind: 'day' },
        ]}
      />
      <Panel title={t('screen.costsOf', { from: day(from), until: day(until) })}>
        {asked.error ? (
          <Failed error={asked.error} again={() => void asked.refetch()} />
        ) : !asked.data ? (
          <Skeleton rows={2} />
        ) : (
          <ul className="board-timers">
            {figures.map(([word, now, before]) => (
              <li key={word}>
                <h3>{t(word)}</h3>
                <p className="board-figure">{yuan(now)}</p>
                <p className="board-note">{t('screen.spentBefore', { value: yuan(before) })}</p>
              </li>
            ))}
          </ul>
        )}
        {asked.data && (
          <p className="board-note">
            {t('screen.costsFrom', {
              closed: number(asked.data.now.closed),
              residents: asked.data.residents === null ? '–' : number(asked.data.residents),
            })}
          </p>
        )}
      </Panel>
      <UnitCosts window={{ from, until, ...(area ? { area } : {}) }} whole={whole} />
      <ListTable
        contract={command}
        route="spends"
        input={{ query: area ? { area } : {} }}
        label={t('nav.costs')}
        empty={<Empty icon="document" title={t('screen.noSpends')} hint={t('screen.noSpendsHint')} />}
        columns={[
          {
            key: 'kind',
            title: t('screen.spendKindLabel'),
            width: 130,
            cell: (row) => t(`screen.spendKind.${row.kind}`),
          },
          { key: 'area', title: t('screen.scopeLabel'), width: 150, cell: (row) => row.areaName },
          { key: 'fen', title: t('screen.spentAll'), width: 150, isNumber: true, cell: (row) => yuan(row.fen) },
          {
            key: 'span',
            title: t('screen.baselineSpan'),
            width: 230,
            cell: (row) => `${day(row.from)} – ${day(row.until)}`,
          },
          { key: 'source', title: t('screen.baselineSource'), cell: (row) => row.source },
          {
            key: 'by',
            title: t('screen.recordedBy'),
            width: 190,
            cell: (row) => (
              <>
                {row.recordedByName}
                <small className="plan-note">{when(row.recordedAt)}</small>
              </>
            ),
          },
        ]}
      />
      {isRecording && whole && <RecordSheet area={whole} onClose={() => setRecording(false)} />}
    </DeskPage>
  )
}
