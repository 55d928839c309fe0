/** By which channels cases came this week: whether patrol alone finds what is wrong. */
import { dayOf } from '@liren/contract/day'
import { Link, useAsk, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { SourceName } from './said.tsx'
import { Bar, Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

export const ChannelTile = () => {
  const t = useWords('command')
  const { number } = useTimes()
  const { area } = useBoardArea()
  const asked = useAsk(command, 'channels', { query: { days: 7, ...(area ? { area } : {}) } })
  const from = dayOf(Date.now() - 6 * 86_400_000)
  return (
    <Tile name="channels" title={t('screen.channels')} to={`/command/cases?from=${from}`} note={t('screen.sevenDays')}>
      <Told of={asked}>
        {({ channels }) => {
          const all = channels.reduce((sum, one) => sum + one.reported, 0)
          return (
            <ul className="board-rows">
              {channels.slice(0, 8).map((one) => (
                <li key={one.source}>
                  <Link to={`/command/cases?source=${one.source}&from=${from}`}>
                    <span className="board-row-name">
                      <SourceName code={one.source} />
                    </span>
                    <Bar share={one.reported / Math.max(1, channels[0]?.reported ?? 1)} />
                    <span className="board-row-figure">{number(one.reported)}</span>
                    <span className="board-none">{Math.round((one.reported / Math.max(1, all)) * 100)}%</span>
                  </Link>
                </li>
              ))}
              {channels.length === 0 && <li className="board-note">{t('screen.noneThisWeek')}</li>}
            </ul>
          )
        }}
      </Told>
    </Tile>
  )
}
