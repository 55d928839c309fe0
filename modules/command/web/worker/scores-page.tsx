/** My unit's or area's score of a month on the phone: where each point went, until when to appeal, and the appeal itself. */
import { monthOf } from '@liren/contract/day'
import {
  Button,
  Chip,
  Empty,
  Field,
  Link,
  Page,
  Section,
  Skeleton,
  useAsk,
  useFilters,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { monthBefore } from '../../score.ts'
import { AppealSheet, mayAppeal, type Score } from '../parts/appeal-sheet.tsx'
import { LostOf, Reckoned } from '../parts/score-lost.tsx'
import './mine.css'

const thisMonth = () => monthOf(Date.now())

const One = ({ of, onAppeal }: { of: Score; onAppeal: () => void }) => {
  const t = useWords('command')
  const { when, number } = useTimes()
  const lost = of.parts.filter(({ cost }) => cost > 0)
  return (
    <section className="my-score" aria-label={of.subjectName}>
      <h2>
        {of.subjectName} · {of.points === null ? '–' : number(of.points)}
      </h2>
      <p>
        {of.publishedAt
          ? t('screen.published', { at: when(of.publishedAt), until: when(of.appealUntil) })
          : t('screen.unpublished')}
      </p>
      {lost.length === 0 ? (
        <p>{t('screen.nothingLost')}</p>
      ) : (
        <ul>
          <LostOf of={of} />
        </ul>
      )}
      {of.note && <p>{of.note}</p>}
      <p className="field-hint">
        <Reckoned of={of} />
      </p>
      {mayAppeal(of) && lost.length > 0 && <Button onClick={onAppeal}>{t('screen.appeal')}</Button>}
    </section>
  )
}

export default function ScoresPage() {
  const t = useWords('command')
  const { when, month: said } = useTimes()
  const [filters, filter] = useFilters()
  // A month is published once it is over.
  const month = filters.month ?? monthBefore(thisMonth())
  const [appealing, setAppealing] = useState<Score | null>(null)
  const units = useAsk(command, 'scores', { query: { month, kind: 'unit' } })
  const areas = useAsk(command, 'scores', { query: { month, kind: 'area' } })
  const appeals = useAsk(command, 'appeals', { query: { month } })
  const rows = [...(units.data?.items ?? []), ...(areas.data?.items ?? [])]
  return (
    <Page title={t('nav.myScores')} back="/command/mine">
      <Field
        label={t('screen.month')}
        type="month"
        max={thisMonth()}
        value={month}
        onChange={(event) => filter({ month: event.target.value || null })}
      />
      {units.isLoading || areas.isLoading ? (
        <Skeleton rows={3} />
      ) : rows.length === 0 ? (
        <Empty icon="star" title={t('screen.noMyScores', { month: said(month) })} hint={t('screen.noMyScoresHint')} />
      ) : (
        rows.map((row) => <One key={row.id} of={row} onAppeal={() => setAppealing(row)} />)
      )}
      {(appeals.data?.items ?? []).length > 0 && (
        <Section title={t('screen.appeals')}>
          <ul className="my-figures">
            {appeals.data?.items.map((one) => (
              <li key={one.id}>
                <Link to={`/matters/${one.id}`}>
                  <span>{t('screen.ofScore', { name: one.subjectName, month: said(one.month) })}</span>
                  <Chip tone={one.closedAt ? 'done' : 'soon'}>
                    {t(
                      `screen.appealState.${one.state === 'granted' || one.state === 'refused' ? one.state : 'asked'}`,
                    )}
                  </Chip>
                  <small>{one.dueAt && !one.closedAt ? t('screen.decideBy', { at: when(one.dueAt) }) : one.text}</small>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {appealing && <AppealSheet of={appealing} onClose={() => setAppealing(null)} />}
    </Page>
  )
}
