/** What each unit carries, the latest first. Of units, never of persons. */
import { Link, useAsk, useTimes, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { Bar, Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

export const UnitTile = () => {
  const t = useWords('command')
  const { number } = useTimes()
  const { area } = useBoardArea()
  const asked = useAsk(command, 'units', { query: area ? { area } : {} })
  return (
    <Tile name="units" title={t('screen.units')} to="/command/cases?isOpen=yes">
      <Told of={asked}>
        {({ units }) => {
          const most = Math.max(1, ...units.map((unit) => unit.open))
          return (
            <ul className="board-rows">
              {units.slice(0, 10).map((unit) => (
                <li key={unit.unitId}>
                  <Link to={`/command/cases?isOpen=yes&unit=${unit.unitId}`}>
                    <span className="board-row-name">{unit.unitName ?? t('screen.unitGone')}</span>
                    <Bar share={unit.open / most} />
                    <span className="board-row-figure">{number(unit.open)}</span>
                    <span className={unit.overdue > 0 ? 'board-late' : 'board-none'}>
                      {t('screen.late', { count: number(unit.overdue) })}
                    </span>
                  </Link>
                </li>
              ))}
              {units.length === 0 && <li className="board-note">{t('screen.nothingOpen')}</li>}
            </ul>
          )
        }}
      </Told>
    </Tile>
  )
}
