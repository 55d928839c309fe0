/** `liren import values`: a department's table of values about people or enterprises, in that department's name. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { importValuesFrom, tellerByCode } from '@liren/catalogue/import'
import { toldAbout } from '@liren/catalogue/value-file'
import type { openDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { asCsv, type ImportFlags, mapFrom } from './import-map.ts'

type Deed = Parameters<typeof importValuesFrom>[0]

export const intoValues = async (
  opened: Awaited<ReturnType<typeof openDistrict>>,
  file: string,
  flags: ImportFlags,
) => {
  const { unit, about: said = 'person' } = flags
  if (unit === undefined) throw new Error('say --unit CODE: the department whose table it is')
  const about = toldAbout.find((one) => one === said)
  if (!about) throw new Error(`--about is one of ${toldAbout.join(', ')}`)
  const { map, mapName } = mapFrom(flags.map)
  if (mapName) throw new Error(`There is no file ${mapName}`)
  const line = progressLine()
  const faults: string[][] = []
  const { report, columns } = await opened.host.act('catalogue', 'import', async (bound) => {
    // The host acts in the name of that module; only the type cannot say so.
    const work = bound as unknown as Deed
    return importValuesFrom(work, {
      fileName: basename(file),
      bytes: readFileSync(file),
      isDryRun: flags.dryRun ?? false,
      about,
      on: flags.on ?? null,
      // The default of the option belongs to cases.
      source: flags.source && flags.source !== 'import' ? flags.source : null,
      ...(map?.columns ? { columns: map.columns } : {}),
      teller: await tellerByCode(work, unit),
      progress: (rows) => line('rows', rows, null),
      refused: ({ row, field, code }) =>
        faults.push([String(row), field, code, bound.words(`catalogue.rowFault.${code}`)]),
    })
  })
  const errorsFile = faults.length > 0 ? `${file}.errors.csv` : null
  rmSync(`${file}.errors.csv`, { force: true })
  // Office programs take the mark for a sign of UTF-8.
  if (errorsFile) writeFileSync(errorsFile, `\uFEFFrow,field,reason,words\r\n${faults.map(asCsv).join('')}`)
  const { rows, told, unchanged, repeated, absent, refused, values, conflicts } = report
  print(
    flags.json ?? false,
    { ...report, columns, errorsFile },
    [
      `${rows} rows = ${told} told + ${unchanged} unchanged + ${repeated} repeated + ${absent} absent + ${refused} refused (import ${report.id})`,
      `${values} values from ${report.sources.join(', ')}; ${conflicts} of them another source tells differently`,
      ...(errorsFile ? [`Refused rows and why: ${errorsFile}`] : []),
    ].join('\n'),
  )
}
