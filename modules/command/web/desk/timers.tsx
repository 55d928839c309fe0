/** Orders, calls and complaints beside each other: how many were answered in time, how soon, and which were not. */
import { Link, useAsk, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { casesBehind } from '../parts/behind.ts'
import { Told } from './tile.tsx'

type Span = { readonly from: string; readonly until?: string | undefined; readonly area?: string | null }

export const Timers = ({ from, until, area }: Span) => {
  const t = useWords('command')
  const { number, when } = useTimes()
  const asked = useAsk(command, 'timers', {
    query: { from, ...(until ? { until } : {}), ...(area ? { area } : {}) },
  })
  return (
    <Panel title={t('screen.timers')}>
      <Told of={asked} rows={3}>
        {({ items }) => (
          <ul className="board-timers">
            {items.map((one) => (
              <li key={one.kind}>
                <h3>{t(`screen.timer.${one.kind}.name`)}</h3>
                <p className="board-figure">
                  {one.due === 0 ? '–' : `${number(Math.round((one.inTime / one.due) * 1000) / 10)}%`}
                </p>
                <p className="board-note">
                  {t(`screen.timer.${one.kind}.how`)}{' '}
                  {t('screen.numbers', { n: number(one.inTime), d: number(one.due) })}
                </p>
                {one.medianMinutes !== null && (
                  <p className="board-note">
                    {t('screen.medianMinutes', { minutes: number(Math.round(one.medianMinutes)) })}
                  </p>
                )}
                {one.waiting > 0 && <p className="board-note">{t('screen.stillInTime', { count: one.waiting })}</p>}
                {one.newest !== null && <p className="board-note">{t('screen.newestOnly', { count: one.newest })}</p>}
                {one.kind !== 'complaint' && (
                  <Link to={one.kind === 'call' ? '/command/calls?tab=all' : '/command/orders'}>
                    {t(one.kind === 'call' ? 'screen.callTabs.all' : 'nav.orders')}
                  </Link>
                )}
                {one.kind === 'complaint' && one.late > 0 && (
                  <Link
                    className="board-late"
                    to={casesBehind({ indicator: 'complaintsOnTime', part: 'missed', from, until })}
                  >
                    {t('screen.lateOnes', { count: one.late })}
                  </Link>
                )}
                {one.lateOnes.length > 0 && (
                  <details>
                    <summary className="board-late">{t('screen.lateOnes', { count: one.late })}</summary>
                    <ul className="board-rows">
                      {one.lateOnes.map((row) => (
                        <li key={row.id}>
                          <Link to={row.module === 'command' ? `/matters/${row.id}` : `/${row.module}/${row.id}`}>
                            {row.title}
                          </Link>{' '}
                          <small className="board-note">{t('screen.overdueAt', { at: when(row.dueAt) })}</small>
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </li>
            ))}
          </ul>
        )}
      </Told>
    </Panel>
  )
}
