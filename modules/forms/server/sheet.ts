/** The Excel twin over HTTP: a template to download, and one filled in that goes into a draft, with its faulty rows. */
import { answer, soundWorkbook } from '@liren/kernel'
import { forms } from '../contract.ts'
import { say } from '../definition.ts'
import { type Cell, fromSheets, type Sheet, toSheets } from '../sheet.ts'
import { areasAround, dayOf } from './deed.ts'
import { withFilled } from './fill.ts'
import { expiryOf } from './start.ts'
import { submissions } from './store-submissions.ts'
import { versions } from './store-versions.ts'
import { openContent, ownLine, sealContent, versionOf } from './submission.ts'

const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const most = { rows: 2000, sheets: 20, columns: 60 }
/** A form with all its lists filled swells to a few megabytes; anybody may send one. */
const swelling = { sheets: 8_000_000, others: 8_000_000, covered: 100_000 }

export const template = answer(forms, 'template', async (work, { params, query }) => {
  const found = await versions(work.db).published(params.code, areasAround(query.area))
  if (!found) throw work.refuse('no-such-form', {}, 'code')
  const { default: excel } = await import('@protobi/exceljs')
  const book = new excel.Workbook()
  const word = (name: string) => work.words(`forms.sheet.${name}`)
  const words = { field: word('field'), answer: word('answer'), hint: word('hint'), required: word('required') }
  for (const { name, rows } of toSheets(found.definition, found.version, work.locale, words)) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow([...row])
    sheet.getColumn(1).hidden = true
    for (let column = 2; column <= sheet.columnCount; column++) {
      sheet.getColumn(column).width = 24
      // A long number typed into a cell of numbers loses its last digits.
      sheet.getColumn(column).numFmt = '@'
    }
  }
  const name = encodeURIComponent(`${say(found.definition.title, work.locale)}.xlsx`)
  work.http?.reply.header('content-type', mime).header('content-disposition', `attachment; filename*=UTF-8''${name}`)
  return Buffer.from(await book.xlsx.writeBuffer())
})

const plain = (value: unknown): Cell => {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return dayOf(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  // A cell with several fonts, a link or a formula: what is read in it.
  const { text, result, richText } = value as { text?: unknown; result?: unknown; richText?: { text: string }[] } // exceljs's cells
  return richText ? richText.map((part) => part.text).join('') : plain(text ?? result ?? null)
}

const sheetsOf = async (bytes: Buffer): Promise<readonly Sheet[] | null> => {
  try {
    await soundWorkbook(bytes, swelling)
    const { default: excel } = await import('@protobi/exceljs')
    const book = new excel.Workbook()
    // Its types ask for an ArrayBuffer, its reader takes any bytes.
    await book.xlsx.load(bytes as unknown as ArrayBuffer)
    return book.worksheets.slice(0, most.sheets).map((sheet) => ({
      name: sheet.name,
      rows: Array.from({ length: Math.min(sheet.rowCount, most.rows) }, (_, row) =>
        Array.from({ length: Math.min(sheet.columnCount, most.columns) }, (_, column) =>
          plain(sheet.getRow(row + 1).getCell(column + 1).value),
        ),
      ),
    }))
  } catch {
    return null
  }
}

export const takeSheet = answer(forms, 'takeSheet', async (work, { params }) => {
  const line = await ownLine(work, params.id, true)
  if (line.state !== 'draft') throw work.refuse('handed-in-already')
  const file = work.http?.upload?.file
  const sheets = file ? await sheetsOf(await file.bytes()) : null
  if (!sheets) throw work.refuse('sheet-unreadable', {}, 'file')
  const version = await versionOf(work, line)
  const content = openContent(work, line)
  const context = { today: dayOf(work.now), channel: line.channel }
  const read = fromSheets(version.definition, sheets, content.filled.answers, work.locale, context)
  if (!read) throw work.refuse('sheet-of-another-form', {}, 'file')
  const next = withFilled(version.definition, content, { ...content.filled, answers: read.answers })
  await submissions(work.db).keep(line.id, sealContent(work, line.id, next), work.now, expiryOf(work.now))
  work.audit({ object: `submission:${line.id}`, area: line.areaCode, facts: { faults: read.faults.length } })
  return { revision: line.revision + 1, faults: [...read.faults] }
})
