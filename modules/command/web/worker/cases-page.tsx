/** The cases behind one of my figures, on the phone: what was due, what was reached and what was not. */
import { Chip, Empty, List, Page, Row, Segments, useFilters, useLook, usePages, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'

const parts = ['due', 'counted', 'missed'] as const

export default function CasesPage() {
  const t = useWords('command')
  const { when } = useTimes()
  const { locale } = useLook()
  const [filters, filter] = useFilters()
  const part = parts.find((one) => one === filters.part) ?? 'due'
  const text = ['indicator', 'lead', 'area', 'from', 'until'] as const
  const pages = usePages(command, 'list', {
    query: {
      ...Object.fromEntries(text.flatMap((name) => (filters[name] ? [[name, filters[name]]] : []))),
      ...(filters.indicator ? { part } : {}),
    },
  })
  return (
    <Page title={filters.indicator ? t(`indicator.${filters.indicator}.name`) : t('nav.list')} back="/command/mine">
      {filters.indicator && (
        <>
          <p className="field-hint">{t(`indicator.${filters.indicator}.how`)}</p>
          <Segments
            label={t('screen.part')}
            value={part}
            onChange={(value) => filter({ part: value })}
            choices={parts.map((value) => ({ value, label: t(`screen.parts.${value}`) }))}
          />
        </>
      )}
      <List
        {...pages}
        keyOf={(row) => row.id}
        label={t('nav.list')}
        empty={<Empty icon="check" title={t('screen.noneOfThese')} hint={t('screen.noneOfTheseHint')} />}
      >
        {(row) => (
          <Row
            to={`/${row.module}/${row.id}`}
            title={row.title}
            note={`${row.number} · ${
              row.closedAt
                ? t('screen.closedAt', { at: when(row.closedAt) })
                : row.dueAt
                  ? t('screen.overdueAt', { at: when(row.dueAt) })
                  : when(row.openedAt)
            }`}
            after={
              <Chip tone={row.closedAt ? 'done' : 'soon'}>
                {row.stateWord?.[locale] ?? t(`${row.module}:process.${row.process}.state.${row.state}`)}
              </Chip>
            }
          />
        )}
      </List>
    </Page>
  )
}
