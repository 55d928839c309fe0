/** Ours beside a recorded baseline and beside figures others published: never one taken for the other. */
import { dayOf } from '@liren/contract/day'
import {
  Button,
  Empty,
  Field,
  Link,
  SelectField,
  Sheet,
  toast,
  todayOn,
  useArea,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type IndicatorName, indicatorNames, indicatorOf, references } from '../../indicator.ts'
import { figureText } from '../parts/figure-text.ts'
import { useBoardArea } from './use-board.ts'
import './board.css'
import './plan.css'

const yearAgo = (year: number) => `${Number(todayOn().slice(0, 4)) - year}-01-01`

const RecordSheet = ({ area, onClose }: { area: string; onClose: () => void }) => {
  const t = useWords('command')
  const [indicator, setIndicator] = useState<string>('hops')
  const [value, setValue] = useState('')
  const [source, setSource] = useState('')
  const [from, setFrom] = useState(yearAgo(1))
  const [until, setUntil] = useState(yearAgo(0))
  const send = useSend(command, 'recordBaseline', {
    then: () => {
      toast(t('screen.baselineKept'), 'good')
      onClose()
    },
  })
  const isReady = value !== '' && Number(value) >= 0 && source.trim().length >= 2 && from !== '' && until !== ''
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.recordBaseline')}
      action={
        <Button
          tone="main"
          isWide
          disabled={!isReady}
          isBusy={send.isSending}
          onClick={() => send.now({ body: { area, indicator, value: Number(value), source, from, until } })}
        >
          {t('screen.recordBaseline')}
        </Button>
      }
    >
      <p>{t('screen.recordHint')}</p>
      <SelectField
        label={t('screen.indicatorLabel')}
        value={indicator}
        error={send.errors.indicator}
        choices={indicatorNames.map((name) => ({ value: name, label: t(`indicator.${name}.name`) }))}
        onChange={(event) => setIndicator(event.target.value)}
      />
      <Field
        label={t('screen.baselineValue')}
        hint={t('screen.baselineValueHint')}
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        value={value}
        error={send.errors.value}
        onChange={(event) => setValue(event.target.value)}
      />
      <Field
        label={t('screen.baselineSource')}
        maxLength={200}
        value={source}
        error={send.errors.source}
        onChange={(event) => setSource(event.target.value)}
      />
      <div className="plan-row">
        <Field label={t('screen.from')} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <Field
          label={t('screen.baselineUntil')}
          type="date"
          value={until}
          error={send.errors.until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
    </Sheet>
  )
}

export default function BaselinesPage() {
  const t = useWords()
  const { number, when, day } = useTimes()
  const may = useMay()
  const { code } = useArea()
  const { whole } = useBoardArea()
  const text = figureText(t, number)
  const [isRecording, setRecording] = useState(false)
  const isKnown = (name: string): name is IndicatorName => (indicatorNames as readonly string[]).includes(name)
  const recordedValue = ({ indicator, value }: { indicator: string; value: number }) =>
    isKnown(indicator) ? text.value({ ...indicatorOf(indicator), value }) : number(value)
  const from = dayOf(Date.now() - 29 * 86_400_000)
  const asked = useAsk(command, 'figures', {
    query: { from, only: Object.keys(references).join(','), ...(code ? { area: code } : {}) },
  })
  const figures = asked.data?.rows[0]?.figures ?? []
  return (
    <DeskPage
      title={t('nav.baselines')}
      hint={t('screen.baselinesHint')}
      back={{ to: '/command/figures', label: t('nav.figures') }}
      tools={
        may('baseline.record') && whole ? (
          <Button tone="main" onClick={() => setRecording(true)}>
            {t('screen.recordBaseline')}
          </Button>
        ) : undefined
      }
    >
      <Panel title={t('screen.referenceTable')}>
        <Rows
          rows={figures}
          rowKey={(row) => row.name}
          isLoading={asked.isLoading}
          error={asked.error}
          again={() => void asked.refetch()}
          label={t('screen.referenceTable')}
          columns={[
            {
              key: 'name',
              title: t('screen.indicatorLabel'),
              cell: (row) => (
                <>
                  {t(`indicator.${row.name}.name`)}
                  <small className="plan-note">{t(`indicator.${row.name}.how`)}</small>
                </>
              ),
            },
            {
              key: 'ours',
              title: t('screen.ours'),
              width: 150,
              isNumber: true,
              cell: (row) => (
                <>
                  <Link to={`/command/cases?indicator=${row.name}&from=${from}`}>{text.value(row)}</Link>
                  <small className="plan-note">{t('screen.ofCases', { count: number(row.denominator) })}</small>
                </>
              ),
            },
            {
              key: 'baseline',
              title: t('screen.baseline'),
              width: 220,
              cell: (row) =>
                row.baseline ? (
                  <>
                    {text.value({ ...row, value: row.baseline.value })}
                    <small className="plan-note">{row.baseline.source}</small>
                  </>
                ) : (
                  '–'
                ),
            },
            {
              key: 'change',
              title: t('screen.changeLabel'),
              width: 110,
              isNumber: true,
              cell: (row) => (row.reference ? text.change(row.reference.kind, row.change) : '–'),
            },
            {
              key: 'reference',
              title: t('screen.referenceLabel'),
              width: 130,
              isNumber: true,
              cell: (row) => (row.reference ? text.reference(row.reference) : '–'),
            },
          ]}
        />
      </Panel>
      <Panel title={t('screen.baselinesAll')}>
        <ListTable
          contract={command}
          route="baselines"
          input={{ query: {} }}
          label={t('screen.baselinesAll')}
          empty={<Empty icon="flag" title={t('screen.noBaselines')} hint={t('screen.noBaselinesHint')} />}
          columns={[
            { key: 'name', title: t('screen.indicatorLabel'), cell: (row) => t(`indicator.${row.indicator}.name`) },
            { key: 'area', title: t('screen.planArea'), width: 120, cell: (row) => row.areaName },
            {
              key: 'value',
              title: t('screen.baselineValue'),
              width: 90,
              isNumber: true,
              cell: (row) => recordedValue(row),
            },
            { key: 'source', title: t('screen.baselineFrom'), width: 240, cell: (row) => row.source },
            {
              key: 'span',
              title: t('screen.baselineSpan'),
              width: 270,
              cell: (row) => `${day(row.from)} – ${day(row.until)}`,
            },
            {
              key: 'by',
              title: t('screen.recordedBy'),
              width: 200,
              cell: (row) => `${row.recordedByName} ${when(row.recordedAt)}`,
            },
          ]}
        />
      </Panel>
      {isRecording && whole && <RecordSheet area={whole} onClose={() => setRecording(false)} />}
    </DeskPage>
  )
}
