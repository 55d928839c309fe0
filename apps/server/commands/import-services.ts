/** `liren import services`: a catalogue of service items, as the platform; what is wrong with a row is said by row and field. */
import { readFileSync } from 'node:fs'
import { importItems } from '@liren/services/import'
import type { openDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import type { ImportFlags } from './import-map.ts'

const mostShown = 20

export const intoServices = async (
  opened: Awaited<ReturnType<typeof openDistrict>>,
  file: string,
  flags: ImportFlags,
) => {
  const line = progressLine()
  const report = await opened.host.act('services', 'import', (work) =>
    importItems(work, {
      bytes: readFileSync(file),
      isDryRun: flags.dryRun ?? false,
      progress: (rows) => line('rows', rows, null),
    }),
  )
  const { rows, created, updated, unchanged, refused, zeroVisit, errors } = report
  print(
    flags.json ?? false,
    report,
    [
      `${rows} rows = ${created} created + ${updated} updated + ${unchanged} unchanged + ${refused} refused; ${zeroVisit} of those taken need no visit`,
      ...errors.slice(0, mostShown).map(({ row, field, code }) => `row ${row}: ${field} ${code}`),
      ...(errors.length > mostShown ? [`… and ${errors.length - mostShown} more`] : []),
    ].join('\n'),
  )
}
