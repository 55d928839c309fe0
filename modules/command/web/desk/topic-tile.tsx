/** What people report most this week, beside the week before. */
import { dayOf } from '@liren/contract/day'
import { Link, Slot, useAsk, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { CategoryName } from './said.tsx'
import { StartPlan } from './start-plan.tsx'
import { Bar, Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

export const TopicTile = () => {
  const t = useWords('command')
  const { number } = useTimes()
  const may = useMay()
  const { area, whole, name } = useBoardArea()
  const [starting, setStarting] = useState<string | null>(null)
  const asked = useAsk(command, 'topics', { query: area ? { area } : {} })
  const from = dayOf(Date.now() - 6 * 86_400_000)
  return (
    <Tile
      name="topics"
      title={t('screen.topics')}
      to={`/command/cases?from=${from}`}
      note={t('screen.sevenDays')}
      tools={
        <span className="board-acts">
          <Slot name="topic:acts" of={{ categoryCode: null, area: area ?? null }} />
        </span>
      }
    >
      <Told of={asked}>
        {({ topics }) => (
          <ul className="board-rows board-with-acts">
            {topics.slice(0, 8).map((one) => {
              const more = one.reported - one.before
              return (
                <li key={one.categoryCode}>
                  <Link to={`/command/cases?category=${one.categoryCode}&from=${from}`}>
                    <span className="board-row-name">
                      <CategoryName code={one.categoryCode} area={area ?? null} />
                    </span>
                    <Bar
                      share={one.reported / Math.max(1, topics[0]?.reported ?? 1)}
                      tone={more > one.before ? 'soon' : 'main'}
                    />
                    <span className="board-row-figure">{number(one.reported)}</span>
                    <span className={more > 0 ? 'board-rise' : 'board-none'}>
                      {t(more > 0 ? 'screen.more' : more < 0 ? 'screen.fewer' : 'screen.asMany', {
                        count: Math.abs(more),
                      })}
                    </span>
                  </Link>
                  <span className="board-acts">
                    <Slot name="topic:acts" of={{ categoryCode: one.categoryCode, area: area ?? null }} />
                    {may('plan.start') && whole && (
                      <button type="button" onClick={() => setStarting(one.categoryCode)}>
                        {t('screen.act.plan')}
                      </button>
                    )}
                  </span>
                </li>
              )
            })}
            {topics.length === 0 && <li className="board-note">{t('screen.noneThisWeek')}</li>}
          </ul>
        )}
      </Told>
      {starting && whole && (
        <StartPlan about={{ area: whole, name, because: t('screen.topics') }} onClose={() => setStarting(null)} />
      )}
    </Tile>
  )
}
