/** Indicators of a window by area, unit or together: every figure opens its cases, and all of them leave as a table. */
import { dayOf } from '@liren/contract/day'
import { ButtonLink, Icon, Link, Segments, useArea, useAsk, useFilters, useProof, useTimes, useWords } from '@liren/web'
import { DeskPage, FilterBar, Rows, saveFile } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { casesBehind } from '../parts/behind.ts'
import { figureText } from '../parts/figure-text.ts'
import { CategoryName } from './said.tsx'
import { Timers } from './timers.tsx'
import './board.css'

const ways = ['all', 'area', 'unit', 'category'] as const
const posts = ['collector', 'acceptor', 'dutyLeader', 'dispatcher', 'handler', 'centre'] as const

export default function FiguresPage() {
  const t = useWords()
  const { number } = useTimes()
  const text = figureText(t, number)
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const { act, sheet } = useProof()
  const way = ways.find((one) => one === filters.by) ?? 'all'
  const post = posts.find((one) => one === filters.post)
  const from = filters.from ?? dayOf(Date.now() - 29 * 86_400_000)
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
      .filter((figure) => !post || figure.post === post)
      .map((figure) => ({
        ...figure,
        id: `${key} ${figure.name}`,
        key,
        scope: name ?? (key || t(way === 'category' ? 'screen.noCategory' : 'screen.by.all')),
      })),
  )
  const table = (format: 'csv' | 'xlsx') =>
    `/api/command/figures/export?${new URLSearchParams({
      format,
      from,
      ...(filters.until ? { until: filters.until } : {}),
      ...(code ? { area: code } : {}),
      ...(way === 'all' ? {} : { by: way }),
    })}`
  const behind = (row: (typeof rows)[number]) =>
    casesBehind({
      indicator: row.name,
      from,
      until: filters.until,
      lead: way === 'unit' ? row.key : undefined,
      area: way === 'area' ? row.key : undefined,
      category: way === 'category' ? row.key : undefined,
    })
  return (
    <DeskPage
      title={t('nav.figures')}
      hint={t('screen.formula', { version: asked.data?.formulaVersion ?? '' })}
      back={{ to: '/command', label: t('nav.board') }}
      tools={
        <>
          <ButtonLink to="/command/demand">{t('nav.demand')}</ButtonLink>
          <ButtonLink to="/command/scores">{t('nav.scores')}</ButtonLink>
          <ButtonLink to="/command/baselines">{t('nav.baselines')}</ButtonLink>
          {(['csv', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              className="button button-plain"
              href={table(format)}
              download
              onClick={(event) => {
                event.preventDefault()
                void act(() => saveFile(table(format)))
              }}
            >
              <Icon name="download" />
              {t(format === 'csv' ? 'screen.exportCsv' : 'screen.exportXlsx')}
            </a>
          ))}
        </>
      }
    >
      {sheet}
      <Timers from={from} until={filters.until} area={code} />
      <Segments
        label={t('screen.byLabel')}
        value={way}
        onChange={(value) => filter({ by: value === 'all' ? null : value })}
        choices={ways.map((value) => ({ value, label: t(`screen.by.${value}`) }))}
      />
      <FilterBar
        filters={[
          {
            name: 'post',
            label: t('screen.postLabel'),
            choices: posts.map((value) => ({ value, label: t(`screen.post.${value}`) })),
          },
          { name: 'from', label: t('screen.from'), kind: 'day' },
          { name: 'until', label: t('screen.untilDay'), kind: 'day' },
        ]}
      />
      {asked.data?.rates && (
        <p className="board-note">
          {t('screen.ratesNote', {
            desk: number(asked.data.rates.minutesPerDeskAct),
            field: number(asked.data.rates.minutesPerFieldAct),
            people: asked.data.rates.peopleInField,
            message: number(asked.data.rates.minutesPerMessage),
            yuan: number(asked.data.rates.fenPerHour / 100),
            other: number(asked.data.rates.fenPerCase / 100),
            hours: number(asked.data.rates.hoursPerYear),
          })}
        </p>
      )}
      <Rows
        rows={rows}
        isLoading={asked.isLoading}
        error={asked.error}
        again={() => void asked.refetch()}
        label={t('nav.figures')}
        columns={[
          ...(way === 'all'
            ? []
            : [
                {
                  key: 'scope',
                  title: t('screen.scopeLabel'),
                  width: 190,
                  cell: (row: (typeof rows)[number]) =>
                    way === 'category' && row.key ? <CategoryName code={row.key} area={code ?? null} /> : row.scope,
                },
              ]),
          { key: 'post', title: t('screen.postLabel'), width: 110, cell: (row) => t(`screen.post.${row.post}`) },
          {
            key: 'name',
            title: t('screen.indicatorLabel'),
            isHead: true,
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
    </DeskPage>
  )
}
