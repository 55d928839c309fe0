/** The same contents as the map, as a table: for screen readers, for keyboards, and for who prefers reading. */
import { useWords } from '@liren/web'
import type { MapOf } from '../contract.ts'
import { type Land, parentCode } from './draw-map.ts'

export const MapList = ({ land, of }: { land: Land; of: MapOf }) => {
  const t = useWords('territory')
  const { counts, dots = [], onArea, onPick, onDot, countLabel, urgent = [] } = of
  const rows = counts ? land.areas.filter(({ code }) => (counts[code] ?? 0) > 0) : land.areas
  const sorted = counts ? rows.toSorted((a, b) => (counts[b.code] ?? 0) - (counts[a.code] ?? 0)) : rows
  const isOpening = onArea !== undefined
  return (
    <div style={{ maxHeight: of.height ?? '24rem', overflow: 'auto' }}>
      <table style={{ width: '100%', borderCollapse: 'collapse' }}>
        <thead>
          <tr>
            <th scope="col" style={cell}>
              {t('map.area')}
            </th>
            {counts && (
              <th scope="col" style={{ ...cell, textAlign: 'end' }}>
                {countLabel ?? t('map.count')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, 500).map(({ code, name }) => (
            <tr key={code}>
              <td style={cell}>
                {isOpening ? (
                  <button type="button" className="button button-quiet" onClick={() => onArea(code)}>
                    {name}
                  </button>
                ) : (
                  name
                )}{' '}
                <small style={{ color: 'var(--ink-soft)' }}>{land.parents[parentCode(code)] ?? code}</small>
              </td>
              {counts && (
                <td style={{ ...cell, textAlign: 'end' }}>
                  {urgent.includes(code) ? '!' : ''}
                  {counts[code]}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {dots.length > 0 && (
        <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {dots.map((dot) => (
            <li key={dot.id}>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => (onDot ? onDot(dot.id) : onPick?.({ lon: dot.lon, lat: dot.lat, areaCode: null }))}
              >
                {dot.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const cell = { padding: 'var(--space-2)', borderBottom: '1px solid var(--line)', textAlign: 'start' } as const
