/** Area codes 区划代码: levels, kinds and ancestors, read from the code alone (GB/T 2260, GB/T 10114, 统计用区划代码). */
import type { AreaKind, AreaLevel } from './contract.ts'

/** Text without trailing zero groups: `440104001000` → `440104001`; an ancestor's is a prefix of its descendants'. */
export const prefixOf = (code: string): string => {
  const groups = [
    code.slice(0, 2),
    code.slice(2, 4),
    code.slice(4, 6),
    code.slice(6, 9),
    code.slice(9, 12),
    code.slice(12),
  ]
  while (groups.length > 0 && /^0*$/.test(groups.at(-1) ?? '')) groups.pop()
  return groups.join('')
}

export const isInside = (inner: string, outer: string) => inner.startsWith(prefixOf(outer))

/** The level, or null for a province, a city or text that is no area code. */
export const levelOf = (code: string): AreaLevel | null => {
  if (/^\d{15}$/.test(code)) return code.endsWith('000') ? null : 'gridCell'
  if (!/^\d{12}$/.test(code)) return null
  const length = prefixOf(code).length
  return length === 12 ? 'community' : length === 9 ? 'subdistrict' : length === 6 ? 'district' : null
}

/** The statistical rules of numbering: towns 100–199, townships 200–399; villages 200–399 and 500–599. */
export const kindOf = (code: string): AreaKind | null => {
  const level = levelOf(code)
  if (level === null || level === 'district' || level === 'gridCell') return level
  const number = Number(level === 'subdistrict' ? code.slice(6, 9) : code.slice(9, 12))
  if (level === 'subdistrict') return number < 100 ? 'subdistrict' : number < 200 || number >= 400 ? 'town' : 'township'
  return (number >= 200 && number < 400) || (number >= 500 && number < 600) ? 'village' : 'community'
}

/** The code one level up, or null above a district. */
export const parentOf = (code: string): string | null => {
  const level = levelOf(code)
  if (level === 'gridCell') return code.slice(0, 12)
  if (level === 'community') return `${code.slice(0, 9)}000`
  if (level === 'subdistrict') return `${code.slice(0, 6)}000000`
  return null
}

/** From the district down to the code itself. */
export const pathOf = (code: string): readonly string[] => {
  const parent = parentOf(code)
  return parent ? [...pathOf(parent), code] : levelOf(code) ? [code] : []
}

/** The 15-digit code of a cell: community + serial. Nothing but the community may be read back from it. */
export const cellCode = (community: string, serial: number) => `${community}${String(serial).padStart(3, '0')}`

/** 城乡分类代码 in words. */
export const urbanRural: Readonly<Record<string, { zh: string; en: string }>> = Object.freeze({
  '111': { zh: '主城区', en: 'main urban area' },
  '112': { zh: '城乡结合区', en: 'urban fringe' },
  '121': { zh: '镇中心区', en: 'town centre' },
  '122': { zh: '镇乡结合区', en: 'town fringe' },
  '123': { zh: '特殊区域', en: 'special area' },
  '210': { zh: '乡中心区', en: 'township centre' },
  '220': { zh: '村庄', en: 'village' },
})

/**
 * The order in which serials are given: rows from north to south, and west to east within a row. A community of n cells
 * has about √n rows of equal height. Returns positions into `centres` in serial order.
 */
export const serialOrder = (centres: readonly { lon: number; lat: number }[]): readonly number[] => {
  const north = Math.max(...centres.map((c) => c.lat))
  const height = (north - Math.min(...centres.map((c) => c.lat))) / Math.max(1, Math.round(Math.sqrt(centres.length)))
  const row = (lat: number) => (height > 0 ? Math.floor((north - lat) / height) : 0)
  return centres
    .map((centre, at) => ({ at, row: row(centre.lat), lon: centre.lon }))
    .sort((a, b) => a.row - b.row || a.lon - b.lon || a.at - b.at)
    .map((one) => one.at)
}
