/** Points at the desk: rules, the budget, what looks odd, what people object to, and the days as they add up. Never a list of who has most. */
import { Notice, Segments, useArea, useFilters, useMay, useSession, useWords } from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { points } from '../../contract.ts'
import { GrantsPart } from './grants-part.tsx'
import { LevelsPart } from './levels-part.tsx'
import { BudgetPart, DaysPart } from './money-parts.tsx'
import { ReadingPart } from './reading-part.tsx'
import { FlagsPart, ObjectionsPart } from './review-parts.tsx'
import { RulesPart } from './rules-part.tsx'
import '../points.css'

const tabs = [
  { value: 'rules', word: 'screen.tabRules', may: 'points.read' },
  { value: 'budget', word: 'screen.tabBudget', may: 'points.read' },
  { value: 'grants', word: 'grant.tab', may: 'points.grant' },
  { value: 'flags', word: 'screen.tabFlags', may: 'points.decide' },
  { value: 'objections', word: 'screen.tabObjections', may: 'points.decide' },
  { value: 'readings', word: 'screen.tabReadings', may: 'reading.publish' },
  { value: 'days', word: 'screen.tabDays', may: 'points.verify' },
] as const

export default function PointsPage() {
  const t = useWords(points.name)
  const may = useMay()
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  // A courtesy of the screen: the server asks whether the whole district is in reach.
  const mayAll = grants.some((grant) => grant.unitId === null && /^\d{0,6}0*$/.test(grant.area))
  // Whoever keeps the rules of the district sees the rules and nobody's entries.
  const shown = tabs.filter((one) => may(one.may) || (one.value === 'rules' && may('points.rule')))
  const tab = shown.find(({ value }) => value === filters.tab)?.value ?? 'rules'
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <Segments
        label={t('screen.tabs')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'rules' ? null : value })}
        choices={shown.map(({ value, word }) => ({ value, label: t(word) }))}
      />
      {tab === 'days' ? (
        <DaysPart />
      ) : tab === 'objections' ? (
        <ObjectionsPart />
      ) : !area ? (
        <Notice>{t('screen.pickCommunity')}</Notice>
      ) : tab === 'budget' ? (
        <BudgetPart area={area} mayChange={may('points.budget')} />
      ) : tab === 'grants' ? (
        <GrantsPart area={area} />
      ) : tab === 'flags' ? (
        <FlagsPart area={area} />
      ) : tab === 'readings' ? (
        <ReadingPart area={area} />
      ) : (
        <>
          <RulesPart area={area} mayChange={may('points.rule')} />
          <LevelsPart mayChange={may('points.rule') && mayAll} />
        </>
      )}
    </DeskPage>
  )
}
