/** The figures of this day and of the last thirty, ours first; beside them what published cases reached, labelled as theirs. */
import type { Reply, RouteOf } from '@liren/contract'
import { dayOf } from '@liren/contract/day'
import { Link, useAsk, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { figureText } from '../parts/figure-text.ts'
import { Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

type Figure = Reply<RouteOf<typeof command, 'figures'>>['rows'][number]['figures'][number]

const One = ({ of, from }: { of: Figure; from: string }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const text = figureText(t, number)
  const { reference, change, baseline } = of
  return (
    <li>
      <Link to={`/command/cases?indicator=${of.name}&from=${from}`}>
        <span className="board-figure-label">{t(`indicator.${of.name}.name`)}</span>
        <span className="board-figure">{text.value(of)}</span>
        <span className="board-note">
          {of.kind === 'share'
            ? `${number(of.numerator)} / ${number(of.denominator)}`
            : t('screen.ofCases', { count: of.denominator })}
        </span>
        {reference && (
          <span className="board-note">
            {reference.kind === 'share'
              ? t('screen.reference', { value: text.percent(reference.value) })
              : baseline
                ? t(`screen.against.${reference.kind}`, {
                    change: text.change(reference.kind, change),
                    reference: text.reference(reference),
                  })
                : t('screen.noBaseline', { reference: text.reference(reference) })}
          </span>
        )}
      </Link>
    </li>
  )
}

export const DayTile = () => {
  const t = useWords('command')
  const { area } = useBoardArea()
  const today = dayOf(Date.now())
  const month = dayOf(Date.now() - 29 * 86_400_000)
  const query = area ? { area } : {}
  const now = useAsk(command, 'figures', {
    query: { ...query, from: today, only: 'reported,closed,sameDay,handledOnTime,automatic,automaticRight' },
  })
  const lately = useAsk(command, 'figures', {
    query: { ...query, from: month, only: 'sameDay,automatic,automaticRight,hops,handleHours' },
  })
  return (
    <section className="board-day" aria-label={t('screen.today')}>
      <Told of={now} rows={2}>
        {({ rows }) => (
          <>
            <h2>{t('screen.today')}</h2>
            <ul>
              {rows[0]?.figures.map((figure) => (
                <One key={figure.name} of={figure} from={today} />
              ))}
            </ul>
          </>
        )}
      </Told>
      <Told of={lately} rows={2}>
        {({ rows }) => (
          <>
            <h2>{t('screen.thirtyDays')}</h2>
            <ul>
              {rows[0]?.figures.map((figure) => (
                <One key={figure.name} of={figure} from={month} />
              ))}
            </ul>
          </>
        )}
      </Told>
    </section>
  )
}
