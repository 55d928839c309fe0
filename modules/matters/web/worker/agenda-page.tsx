/** 日程 My days ahead in one list: what is due, duties and rounds, whatever module they come from; far days are one line each. */
import type { Reply, RouteOf } from '@liren/contract'
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
  useLook,
  useWords,
} from '@liren/web'
import { laidOut, tally } from '../../agenda.ts'
import { matters } from '../../contract.ts'
import './agenda.css'

type Item = Reply<RouteOf<typeof matters, 'agenda'>>['items'][number]

const spans = ['7', '14', '31'] as const
/** Of a full day these are shown at once. */
const atOnce = 6

const nothing: ReturnType<typeof laidOut<Item>> = { near: [], weeks: [] }

/** `12月9日周三`, `Wed, 9 Dec`: a day of these weeks needs no year. */
const useDayWord = () => {
  const { locale } = useLook()
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
  return (on: string) => format.format(new Date(on))
}

const Items = ({ of }: { of: readonly Item[] }) => {
  const t = useWords('matters')
  const rows = (items: readonly Item[]) => (
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
  )
  // One more line is no longer than the line that offers it.
  if (of.length <= atOnce + 1) return rows(of)
  return (
    <>
      {rows(of.slice(0, atOnce))}
      <details>
        <summary>{t('screen.agenda.more', { count: of.length - atOnce })}</summary>
        {rows(of.slice(atOnce))}
      </details>
    </>
  )
}

export default function AgendaPage() {
  const t = useWords('matters')
  const dayWord = useDayWord()
  const [filters, filter] = useFilters()
  const span = spans.find((one) => one === filters.days) ?? '7'
  const asked = useAsk(matters, 'agenda', { query: { days: Number(span) } }, { isKept: true })
  const { data, error, refetch } = asked
  const { near, weeks } = data ? laidOut(data.items, data) : nothing
  const holds = (items: readonly Item[]) =>
    tally(items)
      .map(({ module, word, count }) => `${t(`${module}:${word}`)} ${count}`)
      .join(' · ')
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
      {data && data.items.length === 0 && (
        <Empty icon="calendar" title={t('screen.agenda.none')} hint={t('screen.agenda.noneHint')} />
      )}
      {near.map(({ on, items }) => (
        <Section
          key={on}
          title={`${t(on === data?.from ? 'screen.agenda.today' : 'screen.agenda.tomorrow')} · ${dayWord(on)}`}
          tools={<Chip>{t('screen.agenda.count', { count: items.length })}</Chip>}
        >
          <Items of={items} />
        </Section>
      ))}
      {weeks.map((week) => (
        <Section
          key={week.from}
          title={t('screen.agenda.week', { from: dayWord(week.from), until: dayWord(week.until) })}
          tools={<Chip>{t('screen.agenda.count', { count: week.count })}</Chip>}
        >
          {week.days.map(({ on, items }) => (
            <details key={on} className="agenda-day">
              <summary>
                <span className="agenda-day-of">{dayWord(on)}</span>
                <span className="row-note">{holds(items)}</span>
              </summary>
              <Items of={items} />
            </details>
          ))}
        </Section>
      ))}
      {data?.isCut && <p className="field-hint">{t('screen.agenda.cut')}</p>}
    </Page>
  )
}
