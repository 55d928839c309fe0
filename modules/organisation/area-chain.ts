/** An area and what lies around it, nearest first; the codes alone tell. */

/** `440104001001003` → the cell, its community, subdistrict and district. */
export const chainOf = (code: string): readonly string[] => {
  const chain: string[] = []
  if (code.length === 15) chain.push(code)
  const area = code.slice(0, 12)
  if (!area.endsWith('000')) chain.push(area)
  if (area.slice(6, 9) !== '000') chain.push(`${area.slice(0, 9)}000`)
  chain.push(`${area.slice(0, 6)}000000`)
  return chain
}

export type AreaDepth = 'cell' | 'community' | 'subdistrict' | 'district'

export const depthOf = (code: string): AreaDepth =>
  code.length === 15
    ? 'cell'
    : !code.endsWith('000')
      ? 'community'
      : code.slice(6, 9) !== '000'
        ? 'subdistrict'
        : 'district'
