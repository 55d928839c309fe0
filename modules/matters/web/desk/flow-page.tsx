/** 流程分析 Where matters of a process stand how long, how often they change hands, and whether that became better. */
import { Failed, Skeleton, useArea, useAsk, useFilters, useLook, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, FilterBar, Panel, Rows } from '@liren/web/desk'
import { matters } from '../../contract.ts'

const first = 'case-handling'

export default function FlowPage() {
  const t = useWords('matters')
  const { number, day, list } = useTimes()
  const { code } = useArea()
  const [filters] = useFilters()
  const process = filters.process ?? first
  const { data, error, refetch } = useAsk(matters, 'flow', {
    query: {
      process,
      ...(code ? { area: code } : {}),
      ...(filters.from ? { from: filters.from } : {}),
      ...(filters.until ? { until: filters.until } : {}),
      ...(filters.beforeUntil ? { beforeUntil: filters.beforeUntil } : {}),
    },
  })
  const hours = (value: number | null) =>
    value === null
      ? '—'
      : value < 48
        ? t('screen.flow.hours', { count: number(Math.round(value * 10) / 10) })
        : t('screen.flow.days', { count: number(Math.round(value / 2.4) / 10) })
  const change = (now: number | null, before: number | null) =>
    now === null || before === null || before === 0
      ? '—'
      : `${now > before ? '+' : ''}${number(Math.round(((now - before) / before) * 100))} %`
  const module = data?.processes.find(({ name }) => name === process)?.module ?? 'cases'
  /** What is gone may have no word any more: then its code stands there. */
  const named = (key: string, name: string) => (t(key) === key ? name : t(key))
  const { locale } = useLook()
  const own = useAsk(matters, 'ownStates', {}, { staleSeconds: 300 }).data?.items
  const stateWord = (name: string) =>
    own?.find((one) => one.process === process && one.state === name)?.word[locale] ??
    named(`${module}:process.${process}.state.${name}`, name)
  const moveWord = (name: string) => named(`${module}:process.${process}.move.${name}`, name)
  const was = (text: string) => t('screen.flow.was', { text })
  return (
    <DeskPage title={t('nav.flow')} hint={t('nav.flowHint')}>
      <FilterBar
        filters={[
          {
            name: 'process',
            label: t('screen.kind'),
            width: 240,
            choices: (data?.processes ?? []).map((one) => ({
              value: one.name,
              label: t(`${one.module}:process.${one.name}.title`),
            })),
          },
          { name: 'from', label: t('screen.flow.from'), kind: 'day' },
          { name: 'until', label: t('screen.flow.until'), kind: 'day' },
          { name: 'beforeUntil', label: t('screen.flow.beforeUntil'), kind: 'day' },
        ]}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <p className="field-hint">
            {t('screen.flow.spans', {
              from: day(data.now.from),
              until: day(data.now.until),
              beforeFrom: day(data.before.from),
              beforeUntil: day(data.before.until),
            })}
          </p>
          <Figures
            of={[
              { label: t('screen.flow.closed'), value: number(data.now.closed), note: was(number(data.before.closed)) },
              { label: t('screen.flow.median'), value: hours(data.now.hours), note: was(hours(data.before.hours)) },
              {
                label: t('screen.flow.slow'),
                value: hours(data.now.slowHours),
                note: was(hours(data.before.slowHours)),
              },
              {
                label: t('screen.flow.hops'),
                value: data.now.hops === null ? '—' : number(data.now.hops),
                note: was(data.before.hops === null ? '—' : number(data.before.hops)),
              },
              {
                label: t('screen.flow.returned'),
                value: number(data.now.returned),
                note: was(number(data.before.returned)),
              },
            ]}
          />
          <Panel title={t('screen.flow.states')}>
            <Rows
              rows={data.states}
              rowKey={(row) => row.state}
              label={t('screen.flow.states')}
              columns={[
                {
                  key: 'state',
                  title: t('screen.flow.state'),
                  cell: (row) => stateWord(row.state),
                },
                {
                  key: 'visits',
                  title: t('screen.flow.visits'),
                  width: 120,
                  isNumber: true,
                  cell: (row) => number(row.visits),
                },
                {
                  key: 'hours',
                  title: t('screen.flow.stay'),
                  width: 140,
                  isNumber: true,
                  cell: (row) => hours(row.hours),
                },
                {
                  key: 'before',
                  title: t('screen.flow.stayBefore'),
                  width: 140,
                  isNumber: true,
                  cell: (row) => hours(row.hoursBefore),
                },
                {
                  key: 'change',
                  title: t('screen.flow.change'),
                  width: 120,
                  isNumber: true,
                  cell: (row) => change(row.hours, row.hoursBefore),
                },
              ]}
            />
          </Panel>
          <Panel title={t('screen.flow.together')}>
            <p className="field-hint">{t('screen.flow.togetherHint')}</p>
            <Rows
              rows={(['alone', 'joint'] as const).map((way) => ({ way, now: data.now[way], before: data.before[way] }))}
              rowKey={(row) => row.way}
              label={t('screen.flow.together')}
              columns={[
                { key: 'way', title: t('screen.flow.way'), cell: (row) => t(`screen.flow.ways.${row.way}`) },
                {
                  key: 'closed',
                  title: t('screen.flow.closed'),
                  width: 120,
                  isNumber: true,
                  cell: (row) => number(row.now.closed),
                },
                {
                  key: 'hours',
                  title: t('screen.flow.median'),
                  width: 140,
                  isNumber: true,
                  cell: (row) => hours(row.now.hours),
                },
                {
                  key: 'before',
                  title: t('screen.flow.medianBefore'),
                  width: 140,
                  isNumber: true,
                  cell: (row) => hours(row.before.hours),
                },
              ]}
            />
          </Panel>
          {data.versions.length > 0 && (
            <Panel title={t('screen.flow.versions')}>
              <p className="field-hint">{t('screen.flow.versionsHint')}</p>
              <Rows
                rows={data.versions}
                rowKey={(row) => String(row.version)}
                label={t('screen.flow.versions')}
                columns={[
                  { key: 'version', title: t('screen.flow.version'), isHead: true, cell: (row) => String(row.version) },
                  { key: 'since', title: t('screen.flow.since'), width: 130, cell: (row) => day(row.since) },
                  {
                    key: 'states',
                    title: t('screen.flow.state'),
                    isNumber: true,
                    width: 90,
                    cell: (row) => number(row.states),
                  },
                  {
                    key: 'removed',
                    title: t('screen.flow.removed'),
                    cell: (row) =>
                      list([...row.removedStates.map(stateWord), ...row.removedMoves.map(moveWord)]) || '—',
                  },
                  {
                    key: 'added',
                    title: t('screen.flow.added'),
                    cell: (row) => list([...row.addedStates.map(stateWord), ...row.addedMoves.map(moveWord)]) || '—',
                  },
                ]}
              />
            </Panel>
          )}
        </>
      )}
    </DeskPage>
  )
}
