/** Plans that run now, with what stands in their way; another is started from here. */
import { dayOf } from '@liren/contract/day'
import { Chip, Link, useAsk, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { StartPlan } from './start-plan.tsx'
import { Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

export const PlansTile = () => {
  const t = useWords('command')
  const { since, day } = useTimes()
  const today = dayOf(Date.now())
  const may = useMay()
  const { area, whole, name } = useBoardArea()
  const [isStarting, setStarting] = useState(false)
  const asked = useAsk(command, 'launches', { query: { state: 'running', limit: 6, ...(area ? { area } : {}) } })
  return (
    <Tile
      name="plans"
      title={t('screen.plansTile')}
      to="/command/plans"
      tools={
        may('plan.start') && whole ? (
          <span className="board-acts">
            <button type="button" onClick={() => setStarting(true)}>
              {t('screen.startPlan')}
            </button>
          </span>
        ) : undefined
      }
    >
      <Told of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="board-note">{t('screen.noRunning')}</p>
          ) : (
            <ul className="board-rows board-called">
              {items.map((one) => (
                <li key={one.id}>
                  <Link to={`/command/plans/running/${one.id}`} className="board-row-name">
                    {one.name}
                  </Link>
                  {one.untilOn && (
                    <Chip tone={one.untilOn < today ? 'overdue' : 'soon'}>
                      {t('screen.campaignUntil', { day: day(one.untilOn) })}
                    </Chip>
                  )}
                  {one.progress.troubled > 0 ? (
                    <Chip tone="overdue">{t('screen.troubled', { count: one.progress.troubled })}</Chip>
                  ) : (
                    <Chip tone="main">{t('screen.progressOf', one.progress)}</Chip>
                  )}
                  <span className="board-note">
                    {one.areaName} · {one.title ?? one.byName} · {since(one.at)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Told>
      {isStarting && whole && <StartPlan about={{ area: whole, name }} onClose={() => setStarting(false)} />}
    </Tile>
  )
}
