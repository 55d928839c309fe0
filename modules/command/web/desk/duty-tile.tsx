/** Who is on duty now, the district's first: whoever is needed can be called, and their unit be given an order. */
import { organisation } from '@liren/organisation/contract'
import { useAsk, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { OrderSheet } from './order-sheet.tsx'
import { Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

const rank = { district: 0, subdistrict: 1, community: 2 } as const

export const DutyTile = () => {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const { whole, name } = useBoardArea()
  const [unit, setUnit] = useState<{ id: string; name: string } | null>(null)
  const input = (level: 'district' | 'subdistrict') => ({ query: { area: whole ?? '', level } })
  const options = { enabled: whole !== null, everySeconds: 120 }
  const top = useAsk(organisation, 'onDuty', input('district'), options)
  const below = useAsk(organisation, 'onDuty', input('subdistrict'), options)
  const people = [...(top.data?.items ?? []), ...(below.data?.items ?? [])].sort(
    (a, b) => rank[a.level] - rank[b.level] || a.unitName.localeCompare(b.unitName),
  )
  return (
    <Tile
      name="duty"
      title={t('screen.duty')}
      to="/organisation/on-duty"
      note={t('screen.people', { count: people.length })}
    >
      <Told of={top}>
        {() =>
          people.length === 0 ? (
            <p className="board-note">{t('screen.nobodyOnDuty')}</p>
          ) : (
            <ul className="board-rows board-people">
              {people.slice(0, 6).map((one) => {
                const phone = one.phone ?? one.unitPhone
                return (
                  <li key={`${one.shiftId} ${one.memberId}`}>
                    <span className="board-row-name">
                      {one.name} <small>{one.unitName}</small>
                    </span>
                    <span className="board-note">{t('screen.until', { time: when(one.until) })}</span>
                    {phone && <a href={`tel:${phone}`}>{phone}</a>}
                    {may('order.issue') && whole && (
                      <span className="board-acts">
                        <button type="button" onClick={() => setUnit({ id: one.unitId, name: one.unitName })}>
                          {t('screen.act.order')}
                        </button>
                      </span>
                    )}
                  </li>
                )
              })}
            </ul>
          )
        }
      </Told>
      {unit && whole && <OrderSheet about={{ area: whole, name, unit }} kind="order" onClose={() => setUnit(null)} />}
    </Tile>
  )
}
