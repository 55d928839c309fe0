/** `liren import people`: a table of people into the register, as the platform. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { importPeople } from '@liren/people/import'
import type { openDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { asCsv, type ImportFlags, mapFrom } from './import-map.ts'

type Deed = Parameters<typeof importPeople>[0]

export const intoPeople = async (
  opened: Awaited<ReturnType<typeof openDistrict>>,
  file: string,
  flags: ImportFlags,
) => {
  const line = progressLine()
  const { map, mapName } = mapFrom(flags.map)
  const faults: string[][] = []
  const report = await opened.host.act('people', 'import', (bound) => {
    // The host acts in the name of that module; only the type cannot say so.
    const work = bound as unknown as Deed
    return importPeople(work, {
      fileName: basename(file),
      bytes: readFileSync(file),
      isDryRun: flags.dryRun ?? false,
      ...(map?.columns ? { columns: map.columns } : {}),
      ...(mapName ? { mapName } : {}),
      ...(flags.saveMap ? { saveMapAs: flags.saveMap } : {}),
      ...(flags.area ? { areaCode: flags.area } : {}),
      progress: (rows) => line('rows', rows, null),
      refused: (rows) => {
        for (const { row, field, column, code } of rows)
          faults.push([String(row), column ?? field, code, bound.words(`people.refusal.${code}`)])
      },
    })
  })
  const errorsFile = faults.length > 0 ? `${file}.errors.csv` : null
  rmSync(`${file}.errors.csv`, { force: true })
  // Office programs take the mark for a sign of UTF-8.
  if (errorsFile) writeFileSync(errorsFile, `\uFEFFrow,column,reason,words\r\n${faults.map(asCsv).join('')}`)
  const { rows, created, updated, unchanged, refused } = report
  print(
    flags.json ?? false,
    { ...report, errorsFile },
    [
      `${rows} rows = ${created} created + ${updated} updated + ${unchanged} unchanged + ${refused} refused (import ${report.id})`,
      ...(errorsFile ? [`Refused rows and why: ${errorsFile}`] : []),
    ].join('\n'),
  )
}
