/** What brings points and what costs some, in words; every version with the day from which it counts. */
import {
  Chip,
  Empty,
  Failed,
  Page,
  Row,
  Section,
  Skeleton,
  todayOn,
  useArea,
  useAsk,
  useLook,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { points, type RuleVersion } from '../../contract.ts'
import '../points.css'

/** Anybody may check that no entry was changed: whoever kept a fingerprint sees it again in the next day's. */
const Books = () => {
  const t = useWords('points')
  const { day, number } = useTimes()
  const { data } = useAsk(points, 'publicDays', { query: { limit: 7 } })
  return (
    <Section title={t('screen.booksTitle')}>
      <p className="points-quiet">{t('screen.booksHint')}</p>
      {data?.items.length === 0 && <p className="points-quiet">{t('screen.noBooks')}</p>}
      {data?.items.map((one) => (
        <Row
          key={one.on}
          title={day(one.on)}
          note={t('screen.booksLine', { count: number(one.entries), hash: one.hash.slice(0, 16) })}
          after={
            <Chip tone={one.isBalanced ? 'done' : 'overdue'}>
              {t(one.isBalanced ? 'screen.balanced' : 'screen.unbalanced')}
            </Chip>
          }
        />
      ))}
    </Section>
  )
}

const metals = ['bronze', 'silver', 'gold'] as const

/** From where the levels begin, and from when on they will elsewhere. */
const Levels = () => {
  const t = useWords('points')
  const { day, number, list } = useTimes()
  const { data } = useAsk(points, 'levels', {})
  if (!data) return null
  return (
    <Section title={t('level.title')}>
      <p className="points-quiet">{t('level.hint')}</p>
      {data.items
        .filter(({ version }) => version >= data.counting)
        .toReversed()
        .map((one) => (
          <Row
            key={one.version}
            title={list(
              metals.map((metal) => t('level.line', { level: t(`level.${metal}`), amount: number(one[metal]) })),
            )}
            note={one.because || undefined}
            after={
              one.version > data.counting && <Chip tone="soon">{t('screen.from', { day: day(one.effectiveOn) })}</Chip>
            }
          />
        ))}
    </Section>
  )
}

export default function RulesPage() {
  const t = useWords('points')
  const { code } = useArea()
  const { areaCode } = useSession()
  const area = code ?? areaCode
  const { locale } = useLook()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(points, 'rules', { query: area ? { area } : {} })
  const today = todayOn()
  const gives = (data?.items ?? [])
    .filter((rule) => rule.points > 0)
    .toSorted((one, other) => other.points - one.points)
  const takes = (data?.items ?? []).filter((rule) => rule.points < 0)
  const line = (rule: RuleVersion) => (
    <Row
      key={`${rule.code} ${rule.version}`}
      title={locale === 'en' ? rule.nameEn : rule.name}
      note={[
        rule.times ? t('screen.byNumber') : '',
        rule.perDay ? t('screen.perDay', { amount: rule.perDay }) : '',
        rule.perMonth ? t('screen.perMonth', { amount: rule.perMonth }) : '',
        rule.isOnce ? t('screen.once') : rule.oncePer ? t('screen.onceForEach') : '',
        t('screen.from', { day: day(rule.effectiveOn) }),
        t('screen.ruleVersion', { version: rule.version }),
      ]
        .filter(Boolean)
        .join(' · ')}
      after={
        <>
          {rule.effectiveOn > today && <Chip tone="soon">{t('screen.upcoming')}</Chip>}
          <span className="points-change">
            {rule.points > 0 ? '+' : '−'}
            {Math.abs(rule.points)}
          </span>
        </>
      }
    />
  )
  return (
    <Page title={t('nav.rules')} back="/points" canBeRead>
      <p className="points-quiet">{t('screen.rulesHint')}</p>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={5} />
      ) : data.items.length === 0 ? (
        <Empty icon="star" title={t('screen.noRules')} hint={t('screen.noRulesHint')} />
      ) : (
        <>
          {gives.map(line)}
          {takes.length > 0 && <Section title={t('screen.takes')}>{takes.map(line)}</Section>}
        </>
      )}
      <Levels />
      <p className="points-quiet">{t('screen.notMoney')}</p>
      <Books />
    </Page>
  )
}
