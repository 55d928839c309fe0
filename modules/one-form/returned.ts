/** 回流表 A table pasted out of a spreadsheet, as rows for areas: codes in the first column, figures or words in the others. Pure. */

export type ReturnedRow = {
  readonly areaCode: string
  readonly cells: Readonly<Record<string, string | number | null>>
}
export type Pasted = {
  readonly rows: readonly ReturnedRow[]
  /** Lines that begin with no code, as people count them; headings are line 1. */
  readonly unread: readonly number[]
}

const cellOf = (text: string): string | number | null => {
  const written = text.trim()
  if (written === '') return null
  const number = Number(written.replaceAll(',', ''))
  return Number.isFinite(number) ? number : written
}

export const readPasted = (text: string): Pasted => {
  const [head = '', ...lines] = text.replaceAll('\r', '').split('\n')
  const parted = head.includes('\t') ? '\t' : /[,，]/
  const [, ...names] = head.split(parted).map((one) => one.trim())
  const unread: number[] = []
  const rows = lines.flatMap((line, at): ReturnedRow[] => {
    if (line.trim() === '') return []
    const [code = '', ...cells] = line.split(parted)
    if (!/^\d{12}(\d{3})?$/.test(code.trim())) {
      unread.push(at + 2)
      return []
    }
    return [
      {
        areaCode: code.trim(),
        cells: Object.fromEntries(names.map((name, index) => [name, cellOf(cells[index] ?? '')])),
      },
    ]
  })
  return { rows, unread }
}
