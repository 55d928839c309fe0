/** Who is being called now and who answered: the linkage of all cases in one look. */
import { Chip, Link, useAsk, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { EndCalling } from '../parts/summons-acts.tsx'
import { Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

const tones = { open: 'soon', answered: 'main', exhausted: 'overdue', ended: 'done' } as const

export const CallsTile = () => {
  const t = useWords('command')
  const { since } = useTimes()
  const { area } = useBoardArea()
  const asked = useAsk(command, 'calling', { query: area ? { area } : {} })
  return (
    <Tile name="calls" title={t('screen.calling')} to="/command/calls?tab=all" note={t('screen.twelveHours')}>
      <Told of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="board-note">{t('screen.nobodyCalled')}</p>
          ) : (
            <ul className="board-rows board-called">
              {items.slice(0, 6).map((one) => {
                const met = one.calls.find(({ answer }) => answer === 'accepted')
                const last = met ?? one.calls.at(-1)
                return (
                  <li key={one.id}>
                    <Link to={`/matters/${one.caseId}`} className="board-row-name">
                      {one.title}
                    </Link>
                    <Chip tone={tones[one.state]}>{t(`screen.summons.${one.state}`)}</Chip>
                    <span className="board-note">
                      {last ? `${t(`screen.rung.${last.rung}`)} ${last.name}` : t('screen.nobody')} ·{' '}
                      {since(met?.answeredAt ?? last?.calledAt ?? one.startedAt)}
                    </span>
                    <EndCalling of={one} />
                  </li>
                )
              })}
            </ul>
          )
        }
      </Told>
    </Tile>
  )
}
