/** What is late, the longest first: every row is a case, and can be acted on at once. */
import { Link, useAsk, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { RowActs } from './row-acts.tsx'
import { Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

export const LateTile = ({ count = 6 }: { count?: number }) => {
  const t = useWords('command')
  const { since } = useTimes()
  const { area } = useBoardArea()
  const asked = useAsk(command, 'list', { query: { due: 'overdue', limit: count, ...(area ? { area } : {}) } })
  return (
    <Tile name="overdue" title={t('screen.lateCases')} to="/command/cases?due=overdue">
      <Told of={asked} rows={count}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="board-note">{t('screen.nothingLate')}</p>
          ) : (
            <ul className="board-rows board-cases">
              {items.map((row) => (
                <li key={row.id}>
                  <Link to={`/${row.module}/${row.id}`} className="board-row-name">
                    {row.title}
                  </Link>
                  <span className="board-note">{row.holderUnitName ?? t('screen.nobody')}</span>
                  <span className="board-late">{t('screen.dueSince', { since: since(row.dueAt) })}</span>
                  <RowActs of={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Told>
    </Tile>
  )
}
