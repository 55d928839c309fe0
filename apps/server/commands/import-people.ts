/** `liren import people`: a table of people into the register, as the platform. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { importPeople } from '@liren/people/import'
import type { openDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { type ImportFlags, mapFrom } from './import-map.ts'

type Deed = Parameters<typeof importPeople>[0]

export const intoPeople = async (
  opened: Awaited<ReturnType<typeof openDistrict>>,
  file: string,
  flags: ImportFlags,
) => {
  const line = progressLine(flags.json ?? false)
  const { map, mapName } = mapFrom(flags.map)
  const report = await opened.host.act('people', 'import', (work) =>
    // The host acts in the name of that module; only the type cannot say so.
    importPeople(work as unknown as Deed, {
      fileName: basename(file),
      bytes: readFileSync(file),
      isDryRun: flags.dryRun ?? false,
      ...(map?.columns ? { columns: map.columns } : {}),
      ...(mapName ? { mapName } : {}),
      ...(flags.area ? { areaCode: flags.area } : {}),
      progress: (rows) => line('rows', rows, rows + 500),
    }),
  )
  const { rows, created, updated, unchanged, refused } = report
  print(
    flags.json ?? false,
    report,
    `${rows} rows = ${created} created + ${updated} updated + ${unchanged} unchanged + ${refused} refused (import ${report.id})`,
  )
}
