/** Indicators of a window by area, unit or together, and the month's scores: every figure opens its cases, every lost point says why. */
import { Empty, Field, Link, Segments, useArea, useAsk, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, FilterBar, ListTable, Panel, Rows } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { figureText } from './figure-text.ts'
import './board.css'

const localDay = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const ways = ['all', 'area', 'unit'] as const

export default function FiguresPage() {
  const t = useWords()
  const { number, when } = useTimes()
  const text = figureText(t, number)
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const way = ways.find((one) => one === filters.by) ?? 'all'
  const from = filters.from ?? localDay(Date.now() - 29 * 86_400_000)
  const month = filters.month ?? localDay(Date.now()).slice(0, 7)
  const kind = way === 'area' ? ('area' as const) : ('unit' as const)
  const asked = useAsk(command, 'figures', {
    query: {
      from,
      ...(filters.until ? { until: filters.until } : {}),
      ...(code ? { area: code } : {}),
      ...(way === 'all' ? {} : { by: way }),
    },
  })
  const rows = (asked.data?.rows ?? []).flatMap(({ key, name, figures }) =>
    figures
      .filter((figure) => way === 'all' || figure.denominator > 0)
      .map((figure) => ({ ...figure, id: `${key} ${figure.name}`, key, scope: name ?? (key || t('screen.by.all')) })),
  )
  const behind = (row: (typeof rows)[number]) =>
    `/command/cases?indicator=${row.name}&from=${from}${way === 'unit' && row.key ? `&lead=${row.key}` : ''}${way === 'area' ? `&area=${row.key}` : ''}`
  return (
    <DeskPage
      title={t('nav.figures')}
      hint={t('screen.formula', { version: asked.data?.formulaVersion ?? '' })}
      back={{ to: '/command', label: t('nav.board') }}
    >
      <Segments
        label={t('screen.byLabel')}
        value={way}
        onChange={(value) => filter({ by: value === 'all' ? null : value })}
        choices={ways.map((value) => ({ value, label: t(`screen.by.${value}`) }))}
      />
      <FilterBar
        filters={[
          { name: 'from', label: t('screen.from'), kind: 'day' },
          { name: 'until', label: t('screen.untilDay'), kind: 'day' },
        ]}
      />
      <Rows
        rows={rows}
        isLoading={asked.isLoading}
        label={t('nav.figures')}
        columns={[
          { key: 'scope', title: t('screen.scopeLabel'), width: 150, cell: (row) => row.scope },
          { key: 'post', title: t('screen.postLabel'), width: 110, cell: (row) => t(`screen.post.${row.post}`) },
          {
            key: 'name',
            title: t('screen.indicatorLabel'),
            cell: (row) => <span title={t(`indicator.${row.name}.how`)}>{t(`indicator.${row.name}.name`)}</span>,
          },
          {
            key: 'value',
            title: t('screen.valueLabel'),
            width: 120,
            isNumber: true,
            cell: (row) => <Link to={behind(row)}>{text.value(row)}</Link>,
          },
          {
            key: 'of',
            title: t('screen.counted'),
            width: 130,
            isNumber: true,
            cell: (row) =>
              row.kind === 'share'
                ? t('screen.numbers', { n: number(row.numerator), d: number(row.denominator) })
                : t('screen.ofCases', { count: row.denominator }),
          },
        ]}
      />
      {way !== 'all' && (
        <Panel title={t('screen.score')}>
          <Field
            label={t('screen.month')}
            type="month"
            value={month}
            onChange={(event) => filter({ month: event.target.value || null })}
          />
          <ListTable
            contract={command}
            route="scores"
            input={{ query: { month, kind } }}
            empty={<Empty icon="chart" title={t('screen.noScores')} hint={t('screen.noScoresHint')} />}
            columns={[
              { key: 'subject', title: t('screen.subject'), width: 160, cell: (row) => row.subjectName },
              { key: 'points', title: t('screen.points'), width: 90, isNumber: true, cell: (row) => row.points ?? '–' },
              {
                key: 'lost',
                title: t('screen.lost'),
                cell: (row) => (
                  <ul className="board-lost">
                    {row.parts
                      .filter(({ cost }) => cost > 0)
                      .map((part) => (
                        <li key={part.of}>
                          {t('screen.lostOf', {
                            name: t(`indicator.${part.of}.name`),
                            due: part.due,
                            cost: part.cost,
                            points: part.points,
                            full: part.full,
                          })}
                        </li>
                      ))}
                    {row.note && <li>{row.note}</li>}
                  </ul>
                ),
              },
              {
                key: 'state',
                title: t('screen.publication'),
                width: 240,
                cell: (row) =>
                  row.publishedAt
                    ? t('screen.published', { at: when(row.publishedAt), until: when(row.appealUntil) })
                    : t('screen.unpublished'),
              },
            ]}
          />
        </Panel>
      )}
    </DeskPage>
  )
}
