/** Where the points of a score went, each part with the cases that cost them; and by which formula and when it was reckoned. */
import { Link, useTimes, useWords } from '@liren/web'
import { monthDays } from '../../score.ts'
import type { Score } from './appeal-sheet.tsx'
import { casesBehind } from './behind.ts'

export const LostOf = ({ of }: { of: Score }) => {
  const t = useWords('command')
  const [from, until] = monthDays(of.month)
  return of.parts
    .filter(({ cost }) => cost > 0)
    .map((part) => (
      <li key={part.of}>
        <Link
          to={casesBehind({
            indicator: part.of,
            from,
            until,
            // Of a share that should be low, the counted ones cost points.
            part: part.better === 'low' ? 'counted' : 'missed',
            ...(of.kind === 'unit' ? { lead: of.subject } : { area: of.subject }),
          })}
        >
          {t('screen.lostOf', {
            name: t(`indicator.${part.of}.name`),
            due: part.due,
            cost: part.cost,
            points: part.points,
            full: part.full,
          })}
        </Link>
      </li>
    ))
}

export const Reckoned = ({ of }: { of: Score }) => {
  const t = useWords('command')
  const { when } = useTimes()
  return <>{t('screen.reckoned', { at: when(of.computedAt), version: of.formulaVersion })}</>
}
