/** 网格编码体系 By which rule a grid cell is numbered outside: kept beside our own code, checked for its form, never read for its meaning. Pure. */

/** unit 单元网格 (ours: community + serial) · comprehensive 综合网格 (differs by province) · digitalCommunity 数字社区网格 (CJ/T 349). */
export const gridSchemes = ['unit', 'comprehensive', 'digitalCommunity'] as const
export type GridScheme = (typeof gridSchemes)[number]

const forms: Readonly<Record<GridScheme, RegExp>> = {
  unit: /^\d{15}$/,
  comprehensive: /^\d{15,19}$/,
  digitalCommunity: /^\d{20}$/,
}

export type Scheme = { readonly scheme: GridScheme | null; readonly schemeCode: string | null }
export type SchemeFault = 'no-scheme' | 'no-scheme-code'

/** What a feature says of its cell's number outside; nothing said is our own scheme. `code` is ours. */
export const readScheme = (code: string, scheme: unknown, schemeCode: unknown): Scheme | SchemeFault => {
  if (scheme === undefined && schemeCode === undefined) return { scheme: null, schemeCode: null }
  const known = gridSchemes.find((one) => one === scheme)
  if (!known || code.length !== 15) return 'no-scheme'
  const text = typeof schemeCode === 'number' && Number.isSafeInteger(schemeCode) ? String(schemeCode) : schemeCode
  if (known === 'unit')
    return text === undefined || text === code ? { scheme: known, schemeCode: null } : 'no-scheme-code'
  return typeof text === 'string' && forms[known].test(text) ? { scheme: known, schemeCode: text } : 'no-scheme-code'
}
