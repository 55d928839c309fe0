/** The cases behind a figure: what was counted, and for an indicator what of it was missed. Every row can be acted on. */
import { Chip, Link, Segments, useArea, useFilters, useLook, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { RowActs } from './row-acts.tsx'
import { CategoryName, SourceName } from './said.tsx'
import './board.css'

const dues = ['overdue', 'soon', 'suspended'] as const
const ages = ['hour', 'day', 'older'] as const
const parts = ['due', 'counted', 'missed'] as const

export default function ListPage() {
  const t = useWords()
  const { when } = useTimes()
  const { code } = useArea()
  const { locale } = useLook()
  const [filters, filter] = useFilters()
  const due = dues.find((one) => one === filters.due)
  const age = ages.find((one) => one === filters.age)
  const part = parts.find((one) => one === filters.part) ?? 'due'
  const area = filters.area ?? code ?? undefined
  const text = ['state', 'unit', 'lead', 'source', 'category', 'indicator', 'from', 'until'] as const
  const query = {
    ...Object.fromEntries(text.flatMap((name) => (filters[name] ? [[name, filters[name]]] : []))),
    ...(area ? { area } : {}),
    ...(due ? { due } : {}),
    ...(age ? { age } : {}),
    ...(filters.grade ? { grade: Number(filters.grade) } : {}),
    ...(filters.isOpen ? { isOpen: filters.isOpen === 'yes' } : {}),
    ...(filters.indicator ? { part } : {}),
  }
  const hint = filters.indicator
    ? `${t(`indicator.${filters.indicator}.name`)}: ${t(`indicator.${filters.indicator}.how`)}`
    : t('screen.listHint')
  return (
    <DeskPage title={t('nav.list')} hint={hint} back={{ to: '/command', label: t('nav.board') }}>
      {filters.indicator && (
        <Segments
          label={t('screen.part')}
          value={part}
          onChange={(value) => filter({ part: value })}
          choices={parts.map((value) => ({ value, label: t(`screen.parts.${value}`) }))}
        />
      )}
      <ListTable
        contract={command}
        route="list"
        input={{ query }}
        label={t('nav.list')}
        filters={[
          {
            name: 'grade',
            label: t('screen.gradeLabel'),
            choices: ['4', '3', '2', '1'].map((value) => ({ value, label: t(`screen.grade.${value}`) })),
          },
          {
            name: 'due',
            label: t('screen.dueLabel'),
            choices: dues.map((value) => ({ value, label: t(`screen.due.${value}`) })),
          },
          {
            name: 'age',
            label: t('screen.ageLabel'),
            choices: ages.map((value) => ({ value, label: t(`screen.age.${value}`) })),
          },
          { name: 'from', label: t('screen.from'), kind: 'day' },
          { name: 'until', label: t('screen.untilDay'), kind: 'day' },
        ]}
        columns={[
          {
            key: 'title',
            title: t('screen.case'),
            cell: (row) => <Link to={`/${row.module}/${row.id}`}>{row.title}</Link>,
          },
          {
            key: 'stage',
            title: t('screen.stage'),
            width: 90,
            cell: (row) => row.stateWord?.[locale] ?? t(`${row.module}:process.${row.process}.state.${row.state}`),
          },
          {
            key: 'category',
            title: t('screen.category'),
            width: 120,
            cell: (row) => row.categoryCode && <CategoryName code={row.categoryCode} area={row.areaCode} />,
          },
          { key: 'source', title: t('screen.source'), width: 110, cell: (row) => <SourceName code={row.source} /> },
          { key: 'unit', title: t('screen.unit'), width: 130, cell: (row) => row.holderUnitName ?? '—' },
          {
            key: 'due',
            title: t('screen.dueLabel'),
            width: 150,
            cell: (row) =>
              row.closedAt ? (
                <Chip tone="done">{t('screen.closedAt', { at: when(row.closedAt) })}</Chip>
              ) : row.dueAt && new Date(row.dueAt) < new Date() ? (
                <Chip tone="overdue">{t('screen.overdueAt', { at: when(row.dueAt) })}</Chip>
              ) : (
                when(row.dueAt)
              ),
          },
          { key: 'acts', title: t('screen.acts'), width: 220, cell: (row) => <RowActs of={row} /> },
        ]}
      />
    </DeskPage>
  )
}
