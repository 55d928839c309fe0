/** A table as a file that spreadsheets open rightly: marked as UTF-8, every cell quoted. */

/** A cell that a spreadsheet would take for a formula is only text. */
const cellOf = (value: unknown) => {
  const text = value === null || value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value)
  const safe = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/**
 * @example
 * csvOf(['name', 'count'], [{ name: '=1+1', count: 2 }]) // 'name' and 'count' as the first line; the formula is only text
 */
export const csvOf = (columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string =>
  `\uFEFF${[columns.map(cellOf), ...rows.map((row) => columns.map((name) => cellOf(row[name])))].map((line) => line.join(',')).join('\r\n')}`

/** Saves a text made on this device as a file of this name, and sends it nowhere. */
export const saveText = (name: string, text: string, type = 'text/csv'): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
