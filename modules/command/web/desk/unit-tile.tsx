/** What each unit carries, the latest first. Of units, never of persons. */
import { Link, useAsk, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'
import { Bar, Tile, Told } from './tile.tsx'
import { UrgeSheet } from './urge-sheet.tsx'
import { useBoardArea } from './use-board.ts'

export const UnitTile = () => {
  const t = useWords('command')
  const { number } = useTimes()
  const may = useMay()
  const { area, whole, name } = useBoardArea()
  const [act, setAct] = useState<{ kind: 'urge' | 'order'; id: string; name: string } | null>(null)
  const nameOf = (unit: { unitName: string | null }) => unit.unitName ?? t('screen.unitGone')
  const asked = useAsk(command, 'units', { query: area ? { area } : {} })
  return (
    <Tile name="units" title={t('screen.units')} to="/command/cases?isOpen=yes">
      <Told of={asked}>
        {({ units }) => {
          const most = Math.max(1, ...units.map((unit) => unit.open))
          return (
            <ul className="board-rows board-with-acts">
              {units.slice(0, 10).map((unit) => (
                <li key={unit.unitId}>
                  <Link to={`/command/cases?isOpen=yes&unit=${unit.unitId}`}>
                    <span className="board-row-name">{nameOf(unit)}</span>
                    <Bar share={unit.open / most} />
                    <span className="board-row-figure">{number(unit.open)}</span>
                    <span className={unit.overdue > 0 ? 'board-late' : 'board-none'}>
                      {t('screen.late', { count: number(unit.overdue) })}
                    </span>
                  </Link>
                  <span className="board-acts">
                    {unit.overdue > 0 && may('matter.remind') && (
                      <button
                        type="button"
                        onClick={() => setAct({ kind: 'urge', id: unit.unitId, name: nameOf(unit) })}
                      >
                        {t('screen.act.remind')}
                      </button>
                    )}
                    {may('order.issue') && whole && (
                      <button
                        type="button"
                        onClick={() => setAct({ kind: 'order', id: unit.unitId, name: nameOf(unit) })}
                      >
                        {t('screen.act.order')}
                      </button>
                    )}
                  </span>
                </li>
              ))}
              {units.length === 0 && <li className="board-note">{t('screen.nothingOpen')}</li>}
            </ul>
          )
        }}
      </Told>
      {act?.kind === 'urge' && <UrgeSheet of={{ unitId: act.id }} name={act.name} onClose={() => setAct(null)} />}
      {act?.kind === 'order' && whole && (
        <OrderSheet about={{ area: whole, name, unit: act }} kind="order" onClose={() => setAct(null)} />
      )}
    </Tile>
  )
}
