/** How well triage did, month by month: what went without a hand, and how many of those were right, always together. */
import {
  Button,
  ButtonLink,
  Failed,
  Link,
  Notice,
  Segments,
  SelectField,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Chart } from '@liren/web/charts'
import { DeskPage, Figures, Panel, Rows } from '@liren/web/desk'
import { triage } from '../../contract.ts'
import '../parts/triage.css'

type Figure = {
  readonly sorted: number
  readonly routed: number
  readonly forwarded: number
  readonly wrong: number
  readonly judged: number
  readonly right: number
  readonly bounced: number
  readonly arbitrated: number
}
/** The list behind a figure. */
const behind = (what: 'wrong' | 'bounced' | 'arbitrated', month: string, more: Readonly<Record<string, string>> = {}) =>
  `/triage/behind?${new URLSearchParams({ what, month, ...more })}`
/** A share with its denominator; a dash where there is nothing to divide by. */
const share = (part: number, whole: number) => (whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`)
const points = (part: number, whole: number) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10)

const Standing = () => {
  const t = useWords()
  const { when } = useTimes()
  const may = useMay()
  const { data } = useAsk(triage, 'standing')
  const train = useSend(triage, 'train', { then: () => toast(t('screen.trainingBegun'), 'good') })
  if (!data) return null
  return (
    <>
      {data.alarm && <Notice tone="overdue">{t(`alarm.${data.alarm}`)}</Notice>}
      <Notice tone={data.isTrained ? 'good' : 'soon'}>
        {data.isTrained && data.trainedAt
          ? data.installedFrom !== null
            ? t('screen.installedAt', { at: when(data.trainedAt), examples: data.installedFrom })
            : t('screen.trainedAt', { at: when(data.trainedAt), examples: data.examples })
          : t('screen.untrained', { examples: data.examples })}{' '}
        {t(`screen.forwarding.${data.forwarding}`)}
      </Notice>
      {data.staleSince && <Notice tone="soon">{t('screen.stale', { at: when(data.staleSince) })}</Notice>}
      {may('triage.tune') && (
        <p className="triage-tools">
          <ButtonLink to="/triage/thresholds">{t('screen.setForwarding')}</ButtonLink>
          <Button isBusy={train.isSending} onClick={() => train.now({})}>
            {t('screen.train')}
          </Button>
        </p>
      )}
    </>
  )
}

const Whole = ({ of, month }: { of: Figure; month: string }) => {
  const t = useWords()
  return (
    <Figures
      of={[
        { label: t('screen.figure.sorted'), value: of.sorted },
        {
          label: t('screen.figure.forwarded'),
          value: share(of.forwarded, of.routed),
          note: t('screen.figure.of', { part: of.forwarded, whole: of.routed }),
        },
        {
          label: t('screen.figure.forwardedRight'),
          value: share(of.forwarded - of.wrong, of.forwarded),
          note: t('screen.figure.wrong', { count: of.wrong }),
          tone: of.wrong > 0 ? 'soon' : 'plain',
          ...(of.wrong > 0 ? { to: behind('wrong', month) } : {}),
        },
        {
          label: t('screen.figure.bounced'),
          value: share(of.bounced, of.routed),
          note: t('screen.figure.arbitrated', { part: of.bounced, count: of.arbitrated }),
          ...(of.bounced > 0 ? { to: behind('bounced', month) } : {}),
        },
        {
          label: t('screen.figure.category'),
          value: share(of.right, of.judged),
          note: t('screen.figure.of', { part: of.right, whole: of.judged }),
        },
      ]}
    />
  )
}

export default function QualityPage() {
  const t = useWords()
  const { month: said } = useTimes()
  const [filters, filter] = useFilters()
  const by = filters.by === 'unit' ? 'unit' : 'category'
  const { data, error, refetch } = useAsk(triage, 'quality', {
    query: { by, ...(filters.month ? { month: filters.month } : {}) },
  })
  const months = data ? [...new Set([data.month, ...data.months.map(({ month }) => month)])].sort().reverse() : []
  return (
    <DeskPage
      title={t('nav.quality')}
      hint={t('screen.hint')}
      tools={<ButtonLink to="/triage/placings">{t('nav.placings')}</ButtonLink>}
    >
      <Standing />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <div className="triage-tools">
            <SelectField
              label={t('screen.month')}
              value={data.month}
              choices={months.map((value) => ({ value, label: said(value) }))}
              onChange={(event) => filter({ month: event.target.value })}
            />
            <Segments
              label={t('screen.by')}
              value={by}
              onChange={(value) => filter({ by: value })}
              choices={[
                { value: 'category', label: t('screen.byCategory') },
                { value: 'unit', label: t('screen.byUnit') },
              ]}
            />
          </div>
          <Panel title={t('screen.wholeMonth', { month: said(data.month) })}>
            <Whole of={data.whole} month={data.month} />
          </Panel>
          {data.months.length > 1 && (
            <Panel>
              <Chart
                title={t('screen.monthByMonth')}
                kind="line"
                unit="%"
                labels={data.months.toReversed().map(({ month }) => month)}
                series={[
                  {
                    name: t('screen.figure.forwarded'),
                    values: data.months.toReversed().map((m) => points(m.forwarded, m.routed)),
                  },
                  {
                    name: t('screen.figure.forwardedRight'),
                    values: data.months.toReversed().map((m) => points(m.forwarded - m.wrong, m.forwarded)),
                  },
                ]}
              />
            </Panel>
          )}
          <Panel title={t(by === 'unit' ? 'screen.byUnit' : 'screen.byCategory')}>
            <Rows
              label={t('nav.quality')}
              rows={data.items}
              rowKey={(row) => row.key || '-'}
              columns={[
                { key: 'name', title: t(by === 'unit' ? 'screen.unit' : 'screen.category'), cell: (row) => row.name },
                { key: 'sorted', title: t('screen.figure.sorted'), isNumber: true, cell: (row) => row.sorted },
                {
                  key: 'forwarded',
                  title: t('screen.figure.forwarded'),
                  isNumber: true,
                  cell: (row) => `${share(row.forwarded, row.routed)} (${row.forwarded})`,
                },
                {
                  key: 'right',
                  title: t('screen.figure.forwardedRight'),
                  isNumber: true,
                  cell: (row) => (
                    <>
                      {share(row.forwarded - row.wrong, row.forwarded)} (
                      {row.wrong > 0 && row.key ? (
                        <Link to={behind('wrong', data.month, { [by]: row.key, name: row.name })}>{row.wrong}</Link>
                      ) : (
                        row.wrong
                      )}
                      )
                    </>
                  ),
                },
                {
                  key: 'bounced',
                  title: t('screen.figure.bounced'),
                  isNumber: true,
                  cell: (row) => (
                    <>
                      {share(row.bounced, row.routed)} (
                      {row.bounced > 0 && row.key ? (
                        <Link to={behind('bounced', data.month, { [by]: row.key, name: row.name })}>{row.bounced}</Link>
                      ) : (
                        row.bounced
                      )}
                      )
                    </>
                  ),
                },
                {
                  key: 'category',
                  title: t('screen.figure.category'),
                  isNumber: true,
                  cell: (row) => share(row.right, row.judged),
                },
              ]}
            />
          </Panel>
        </>
      )}
    </DeskPage>
  )
}
