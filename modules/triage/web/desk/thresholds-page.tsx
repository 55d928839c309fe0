/** Thresholds: what a wrong unit and a waiting report cost decides where they stand; the curve shows what follows. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Failed,
  Field,
  Notice,
  SelectField,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useWords,
} from '@liren/web'
import { Chart } from '@liren/web/charts'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { triage } from '../../contract.ts'
import { modes } from '../../policy.ts'
import '../parts/triage.css'

type Policy = {
  readonly categoryCode: string
  readonly name: string
  readonly mode: (typeof modes)[number]
  readonly threshold: number
  readonly costWrong: number
  readonly costWait: number
  readonly isManualOnly: boolean
  readonly isInherited: boolean
}
const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10)

/**
 * Whether anything goes by itself at all, beside what would: the curve first, then the switch. Only a system administrator turns
 * it; everybody else reads how it stands and whom to ask.
 */
const Forwarding = ({ threshold }: { readonly threshold: number }) => {
  const t = useWords()
  const may = useMay()
  const standing = useAsk(triage, 'standing')
  const curve = useAsk(triage, 'curve')
  const here = curve.data?.points.find((point) => point.threshold >= threshold - 1e-9)
  if (!standing.data) return null
  const { forwarding } = standing.data
  return (
    <Panel title={t('screen.forwardingTitle')}>
      <Notice tone={forwarding === 'auto' ? 'good' : 'soon'}>{t(`screen.forwarding.${forwarding}`)}</Notice>
      <p>
        {here && (curve.data?.outcomes ?? 0) > 0
          ? t('screen.wouldGo', {
              count: curve.data?.outcomes ?? 0,
              threshold: threshold.toFixed(2),
              coverage: percent(here.coverage) ?? 0,
              accuracy: percent(here.accuracy) ?? '—',
            })
          : t('screen.wouldGoUnknown')}
      </p>
      {may('settings.change') ? (
        <p>
          <ButtonLink to="/system/settings?module=triage">{t('screen.setForwarding')}</ButtonLink>
        </p>
      ) : (
        <p className="triage-note">{t('screen.askAdministrator')}</p>
      )}
    </Panel>
  )
}

const Tune = ({ of }: { of: Policy }) => {
  const t = useWords()
  const may = useMay()
  const [mode, setMode] = useState(of.mode)
  const [threshold, setThreshold] = useState(of.threshold)
  const [costWrong, setWrong] = useState(of.costWrong)
  const [costWait, setWait] = useState(of.costWait)
  const own = of.categoryCode === '*'
  const curve = useAsk(triage, 'curve', {
    query: { costWrong, costWait, ...(own ? {} : { category: of.categoryCode }) },
  })
  const save = useSend(triage, 'putPolicy', { then: () => toast(t('screen.saved'), 'good') })
  const drop = useSend(triage, 'dropPolicy', { then: () => toast(t('screen.saved'), 'good') })
  const here = curve.data?.points.find((point) => point.threshold === threshold)
  const number = (set: (value: number) => void) => (event: { target: { value: string } }) => {
    const value = Number(event.target.value)
    if (Number.isFinite(value) && value >= 0) set(value)
  }
  return (
    <Panel title={own ? t('screen.districtPolicy') : of.name}>
      <div className="triage-tools">
        <SelectField
          label={t('screen.mode')}
          value={mode}
          disabled={of.isManualOnly}
          choices={modes.map((value) => ({ value, label: t(`screen.modes.${value}`) }))}
          onChange={(event) => setMode(modes.find((one) => one === event.target.value) ?? mode)}
        />
        <Field
          label={t('screen.costWrong')}
          type="number"
          min={0}
          value={String(costWrong)}
          onChange={number(setWrong)}
        />
        <Field label={t('screen.costWait')} type="number" min={0} value={String(costWait)} onChange={number(setWait)} />
        <Field
          label={t('screen.threshold')}
          type="number"
          min={0.5}
          max={1}
          step={0.01}
          value={String(threshold)}
          onChange={number(setThreshold)}
        />
      </div>
      {curve.data && curve.data.outcomes === 0 && (
        <Empty icon="chart" title={t('screen.noOutcomes')} hint={t('screen.noOutcomesHint')} />
      )}
      {curve.data && curve.data.outcomes > 0 && (
        <>
          <p>
            {t('screen.curveFrom', { count: curve.data.outcomes })}{' '}
            {here &&
              t('screen.atThreshold', {
                coverage: percent(here.coverage) ?? 0,
                accuracy: percent(here.accuracy) ?? '—',
                cost: Math.round(here.cost * 10) / 10,
              })}
          </p>
          <Chart
            title={t('screen.curve')}
            kind="line"
            unit="%"
            labels={curve.data.points.map((point) => point.threshold.toFixed(2))}
            series={[
              { name: t('screen.coverage'), values: curve.data.points.map((point) => percent(point.coverage)) },
              { name: t('screen.accuracy'), values: curve.data.points.map((point) => percent(point.accuracy)) },
            ]}
          />
          <Chart
            title={t('screen.costCurve')}
            kind="line"
            labels={curve.data.points.map((point) => point.threshold.toFixed(2))}
            series={[
              {
                name: t('screen.costEach'),
                values: curve.data.points.map((point) => Math.round(point.cost * 10) / 10),
              },
            ]}
          />
          {curve.data.cheapest !== null && curve.data.cheapest !== threshold && (
            <p>
              <Button onClick={() => setThreshold(curve.data?.cheapest ?? threshold)}>
                {t('screen.takeCheapest', { threshold: curve.data.cheapest.toFixed(2) })}
              </Button>
            </p>
          )}
        </>
      )}
      {may('triage.tune') && (
        <p className="triage-tools">
          <Button
            tone="main"
            isBusy={save.isSending}
            disabled={threshold < 0.5 || threshold > 1}
            onClick={() =>
              save.now({ params: { code: of.categoryCode }, body: { mode, threshold, costWrong, costWait } })
            }
          >
            {t('screen.save')}
          </Button>
          {!of.isInherited && !own && (
            <Button isBusy={drop.isSending} onClick={() => drop.now({ params: { code: of.categoryCode } })}>
              {t('screen.inherit')}
            </Button>
          )}
        </p>
      )}
    </Panel>
  )
}

export default function ThresholdsPage() {
  const t = useWords()
  const [filters, filter] = useFilters()
  const { data, error, refetch } = useAsk(triage, 'policies')
  const wanted = (filters.q ?? '').trim()
  const shown = (data?.items ?? []).filter((one) =>
    `${one.categoryCode} ${one.name} ${one.path.join(' ')}`.includes(wanted),
  )
  const chosen = data?.items.find((one) => one.categoryCode === filters.code) ?? data?.own
  return (
    <DeskPage title={t('nav.thresholds')} hint={t('screen.thresholdsHint')}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data || !chosen ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <Forwarding threshold={data.own.threshold} />
          <Tune key={`${chosen.categoryCode} ${chosen.threshold} ${chosen.mode}`} of={chosen} />
          {filters.code && (
            <p>
              <Button onClick={() => filter({ code: null })}>{t('screen.districtPolicy')}</Button>
            </p>
          )}
          <Panel title={t('screen.byCategory')}>
            <Field
              label={t('screen.find')}
              value={filters.q ?? ''}
              onChange={(event) => filter({ q: event.target.value || null })}
            />
            <Rows
              label={t('nav.thresholds')}
              rows={shown}
              atFirst={40}
              rowKey={(row) => row.categoryCode}
              onOpen={(row) => filter({ code: row.categoryCode })}
              columns={[
                {
                  key: 'name',
                  title: t('screen.category'),
                  cell: (row) => (
                    <>
                      {row.name} <small className="triage-note">{row.path.join(' › ')}</small>
                    </>
                  ),
                },
                {
                  key: 'mode',
                  title: t('screen.mode'),
                  cell: (row) => (
                    <>
                      {t(`screen.modes.${row.isManualOnly ? 'manual' : row.mode}`)}{' '}
                      {!row.isInherited && <Chip tone="main">{t('screen.own')}</Chip>}
                    </>
                  ),
                },
                {
                  key: 'threshold',
                  title: t('screen.threshold'),
                  isNumber: true,
                  cell: (row) => row.threshold.toFixed(2),
                },
              ]}
            />
          </Panel>
        </>
      )}
    </DeskPage>
  )
}
