/** The quiet map: cells shaded by open cases, those with something grave or late outlined. A cell opens what is in it and what can be done there. */
import type { MapOf } from '@liren/territory/contract'
import { Slot, useAsk, useGo, useWords } from '@liren/web'
import { useEffect, useMemo, useState } from 'react'
import { command } from '../../contract.ts'
import { CellSheet } from './cell-sheet.tsx'
import { SilenceSheet } from './silence-sheet.tsx'
import { Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

/** True once the figures are on the screen and the browser has nothing better to do: a map of thousands of cells waits for them. */
const useAfterFigures = (area: string | undefined) => {
  const { isPending } = useAsk(command, 'queues', { query: area ? { area } : {} })
  const [isCalm, setCalm] = useState(false)
  useEffect(() => {
    if (isPending || isCalm) return undefined
    const timer = setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(() => setCalm(true)), 0)
    return () => clearTimeout(timer)
  }, [isPending, isCalm])
  return isCalm
}

export const MapTile = () => {
  const t = useWords('command')
  const go = useGo()
  const { area, whole } = useBoardArea()
  const isCalm = useAfterFigures(area)
  const [chosen, setChosen] = useState<string | null>(null)
  const [layer, setLayer] = useState<'open' | 'silent'>('open')
  const asked = useAsk(command, 'cells', { query: area ? { area } : {} }, { enabled: isCalm })
  const silence = useAsk(command, 'silence', { query: area ? { area } : {} }, { enabled: isCalm && layer === 'silent' })
  const quiet = silence.data?.items ?? []
  const shown = useMemo(() => {
    const cells = asked.data?.cells ?? []
    const sum = (of: 'grade2' | 'grade3' | 'grade4' | 'overdue' | 'open') =>
      cells.reduce((total, cell) => total + cell[of], 0)
    return {
      counts: Object.fromEntries(cells.map((cell) => [cell.code, cell.open])),
      urgent: cells.filter((cell) => cell.grade3 + cell.grade4 > 0).map((cell) => cell.code),
      grades: { 4: sum('grade4'), 3: sum('grade3'), 2: sum('grade2') },
      unplaced: cells.filter((cell) => cell.code.length < 15).reduce((total, cell) => total + cell.open, 0),
    }
  }, [asked.data])
  const legend = (
    <span className="board-grades">
      <button
        type="button"
        aria-pressed={layer === 'silent'}
        onClick={() => setLayer(layer === 'silent' ? 'open' : 'silent')}
      >
        {t('screen.silentLayer')}
      </button>
      {([4, 3, 2] as const).map((grade) => (
        <button key={grade} type="button" onClick={() => go(`/command/cases?isOpen=yes&grade=${grade}`)}>
          {t(`screen.grade.${grade}`)} <b>{shown.grades[grade]}</b>
        </button>
      ))}
      {shown.unplaced > 0 && <span className="board-note">{t('screen.unplaced', { count: shown.unplaced })}</span>}
    </span>
  )
  return (
    <Tile name="map" title={t('screen.map')} to="/command/cases?isOpen=yes" tools={legend}>
      <Told of={asked} rows={10}>
        {() =>
          whole && (
            <div className="board-map-frame">
              <Slot
                name="territory:map"
                of={
                  {
                    area: whole.slice(0, 12),
                    ...(layer === 'silent'
                      ? {
                          level: 'community',
                          counts: Object.fromEntries(quiet.map(({ areaCode, days }) => [areaCode, days])),
                          countLabel: t('screen.silentDays'),
                          urgent: quiet
                            .filter(({ days }) => days >= (silence.data?.most ?? 0))
                            .map(({ areaCode }) => areaCode),
                        }
                      : {
                          level: 'gridCell',
                          counts: shown.counts,
                          countLabel: t('screen.open'),
                          urgent: shown.urgent,
                        }),
                    onArea: setChosen,
                    height: '100%',
                  } satisfies MapOf
                }
              />
            </div>
          )
        }
      </Told>
      {chosen && layer === 'silent' && (
        <SilenceSheet
          of={quiet.find(({ areaCode }) => areaCode === chosen.slice(0, 12)) ?? null}
          most={silence.data?.most ?? 0}
          onClose={() => setChosen(null)}
        />
      )}
      {chosen && layer === 'open' && (
        <CellSheet code={chosen} of={asked.data?.cells ?? []} onClose={() => setChosen(null)} />
      )}
    </Tile>
  )
}
