/** 纸质表 A form on paper: what stands on which sheet, and the address in each sheet's corner that says which sheet of what it is. */
import type { FormDefinition } from './definition.ts'

/** As many lines as one sheet of A4 takes beside its head. */
const linesOnSheet = 16

/** Lines on their sheets, in order; a form without lines has one sheet all the same. */
export const onSheets = <L>(lines: readonly L[]): readonly (readonly L[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(lines.length / linesOnSheet)) }, (_, index) =>
    lines.slice(index * linesOnSheet, (index + 1) * linesOnSheet),
  )

/** Which sheet of which form; of a form begun already, whose. */
export type SheetMark = {
  readonly submissionId: string | null
  readonly code: FormDefinition['code']
  readonly version: number
  readonly sheet: number
  readonly sheets: number
  /** The page of this platform the sheet leads to. */
  readonly path: string
}

/** A sheet leads back like any printed code; behind the address stands which sheet it is. */
export const sheetAddress = (
  address: string,
  { code, version, sheet, sheets }: Pick<SheetMark, 'code' | 'version' | 'sheet' | 'sheets'>,
) => `${address}${address.includes('?') ? '&' : '?'}sheet=${[code, version, sheet, sheets].join('~')}`

const marked = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,59})~(\d{1,6})~(\d{1,2})~(\d{1,2})$/
const leads = /\/(?:services|forms)\/(?:[A-Za-z]+\/)?[A-Za-z0-9_.-]+$/
const uuid = /\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i

/** What a camera read in a sheet's corner; null where it is no sheet of ours. */
export const readSheet = (text: string): SheetMark | null => {
  if (!URL.canParse(text)) return null
  const { pathname, searchParams } = new URL(text)
  const [, code, version, sheet, sheets] = marked.exec(searchParams.get('sheet') ?? '') ?? []
  const [path] = leads.exec(pathname) ?? []
  if (code === undefined || path === undefined) return null
  const mark = { code, version: Number(version), sheet: Number(sheet), sheets: Number(sheets) }
  if (mark.sheet < 1 || mark.sheet > mark.sheets) return null
  return { ...mark, submissionId: uuid.exec(path)?.[1]?.toLowerCase() ?? null, path }
}
