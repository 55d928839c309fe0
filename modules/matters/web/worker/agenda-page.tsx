/** 日程 My days ahead in one list: what is due, duties and rounds, whatever module they come from. */
import {
  AsOf,
  Chip,
  Empty,
  Failed,
  Page,
  Row,
  Section,
  Segments,
  Skeleton,
  useAsk,
  useFilters,
  useTimes,
  useWords,
} from '@liren/web'
import { matters } from '../../contract.ts'

const spans = ['7', '14', '31'] as const
const daysAfter = (day: string, from: string) => Math.round((Date.parse(day) - Date.parse(from)) / 86_400_000)

export default function AgendaPage() {
  const t = useWords('matters')
  const { day: dayWord } = useTimes()
  const [filters, filter] = useFilters()
  const span = spans.find((one) => one === filters.days) ?? '7'
  const asked = useAsk(matters, 'agenda', { query: { days: Number(span) } }, { isKept: true })
  const { data, error, refetch } = asked
  const days = [...Map.groupBy(data?.items ?? [], (item) => item.day)]
  const titleOf = (on: string) => {
    const after = data ? daysAfter(on, data.from) : 0
    return after < 2
      ? `${t(after === 0 ? 'screen.agenda.today' : 'screen.agenda.tomorrow')} · ${dayWord(on)}`
      : dayWord(on)
  }
  return (
    <Page title={t('nav.agenda')} back="/matters" isLoading={!data}>
      {data && <AsOf of={asked} />}
      <Segments
        label={t('nav.agenda')}
        value={span}
        onChange={(days) => filter({ days })}
        choices={spans.map((value) => ({ value, label: t('screen.agenda.days', { count: value }) }))}
      />
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && data.late > 0 && (
        <Row
          to="/matters"
          title={t('screen.agenda.late', { count: data.late })}
          after={<Chip tone="overdue">{t('screen.agenda.first')}</Chip>}
        />
      )}
      {data && days.length === 0 && (
        <Empty icon="calendar" title={t('screen.agenda.none')} hint={t('screen.agenda.noneHint')} />
      )}
      {days.map(([on, items]) => (
        <Section key={on} title={titleOf(on)} tools={<Chip>{t('screen.agenda.count', { count: items.length })}</Chip>}>
          <ul className="list">
            {items.map((item) => (
              <li key={`${item.link} ${item.time} ${item.title}`}>
                <Row
                  to={item.link}
                  title={item.title}
                  note={[item.time, t(`${item.module}:${item.word}`)].filter(Boolean).join(' · ')}
                />
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {data?.isCut && <p className="field-hint">{t('screen.agenda.cut')}</p>}
    </Page>
  )
}
