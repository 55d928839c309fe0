/** My unit's or area's figures of thirty days, on the phone: each with its denominator, each opening its cases; and the way to the scores. */
import { dayOf } from '@liren/contract/day'
import {
  ButtonLink,
  Empty,
  Failed,
  Link,
  Page,
  Section,
  Skeleton,
  useAsk,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { command } from '../../contract.ts'
import { casesBehind } from '../parts/behind.ts'
import { figureText } from '../parts/figure-text.ts'
import './mine.css'

const days = 30
/** What somebody can do something about: their own unit's work, and what people said of it. */
const shown = [
  'closed',
  'handledOnTime',
  'handledLate',
  'overdueOpen',
  'returnRate',
  'reworkRate',
  'delayRate',
  'responded',
  'solved',
  'satisfied',
  'reopened',
] as const

export default function MinePage() {
  const t = useWords('command')
  const { number } = useTimes()
  const text = figureText(t, number)
  const { grants } = useSession()
  const units = new Set(grants.flatMap(({ unitId }) => (unitId ? [unitId] : [])))
  const by = units.size > 0 ? 'unit' : 'area'
  const from = dayOf(Date.now() - (days - 1) * 86_400_000)
  const asked = useAsk(command, 'figures', { query: { from, by, only: shown.join(',') } }, { isKept: true })
  const rows = (asked.data?.rows ?? []).filter(({ key }) => key !== '' && (by === 'area' || units.has(key)))
  return (
    <Page title={t('nav.myFigures')} back="/matters">
      <p className="field-hint">{t('screen.myFiguresHint', { count: days })}</p>
      {asked.error && !asked.data ? (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      ) : !asked.data ? (
        <Skeleton rows={6} />
      ) : rows.length === 0 ? (
        <Empty icon="chart" title={t('screen.noFigures')} hint={t('screen.noFiguresHint')} />
      ) : (
        rows.map((row) => (
          <Section key={row.key} title={row.name ?? row.key}>
            <ul className="my-figures">
              {row.figures
                .filter(({ denominator }) => denominator > 0)
                .map((figure) => (
                  <li key={figure.name}>
                    <Link
                      to={casesBehind({
                        indicator: figure.name,
                        from,
                        ...(by === 'unit' ? { lead: row.key } : { area: row.key }),
                        part: figure.kind !== 'share' ? undefined : figure.better === 'low' ? 'counted' : 'missed',
                      })}
                    >
                      <span>{t(`indicator.${figure.name}.name`)}</span>
                      <strong>{text.value(figure)}</strong>
                      <small>
                        {figure.kind === 'share'
                          ? t('screen.numbers', { n: number(figure.numerator), d: number(figure.denominator) })
                          : t('screen.ofCases', { count: figure.denominator })}
                      </small>
                    </Link>
                  </li>
                ))}
            </ul>
          </Section>
        ))
      )}
      <ButtonLink to="/command/scores" icon="star" isWide>
        {t('nav.myScores')}
      </ButtonLink>
    </Page>
  )
}
