/** What people report most this week, beside the week before. */
import { Link, useAsk, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { CategoryName } from './said.tsx'
import { Bar, Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

const localDay = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

export const TopicTile = () => {
  const t = useWords('command')
  const { number } = useTimes()
  const { area } = useBoardArea()
  const asked = useAsk(command, 'topics', { query: area ? { area } : {} })
  const from = localDay(Date.now() - 6 * 86_400_000)
  return (
    <Tile name="topics" title={t('screen.topics')} note={t('screen.sevenDays')}>
      <Told of={asked}>
        {({ topics }) => (
          <ul className="board-rows">
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
                </li>
              )
            })}
            {topics.length === 0 && <li className="board-note">{t('screen.noneThisWeek')}</li>}
          </ul>
        )}
      </Told>
    </Tile>
  )
}
