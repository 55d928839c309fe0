/** `liren import`: takes foreign tables in — reports as cases, people into the register, values of departments — and says what became of each row. */
import { existsSync } from 'node:fs'
import { importCases, type Placing } from '@liren/cases/import'
import { configuration, openDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { type ImportFlags, mapFrom } from './import-map.ts'

type Opened = Awaited<ReturnType<typeof openDistrict>>

const placings: readonly string[] = ['none', 'shift', 'hash'] satisfies Placing[]
const isPlacing = (text: string): text is Placing => placings.includes(text)

const intoCases = async (opened: Opened, file: string, flags: ImportFlags) => {
  const placing = flags.placeBy ?? 'none'
  if (!isPlacing(placing)) throw new Error(`--place-by is one of ${placings.join(', ')}`)
  const limit = flags.limit === undefined ? undefined : Number(flags.limit)
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) throw new Error('--limit is a number of rows')
  const line = progressLine()
  const startedAt = performance.now()
  const report = await importCases((effect) => opened.host.act('cases', 'import', effect), {
    file,
    ...mapFrom(flags.map),
    placing,
    ...(flags.saveMap ? { saveMapAs: flags.saveMap } : {}),
    ...(flags.dryRun ? { isDryRun: true } : {}),
    ...(flags.resume ? { isResumed: true } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(flags.source ? { source: flags.source } : {}),
    ...(flags.system ? { system: flags.system } : {}),
    ...(flags.area ? { area: flags.area } : {}),
    // How long the file is, nobody knows before its end.
    progress: (rows) => line('rows', rows, limit ?? null),
  })
  const seconds = Math.round(performance.now() - startedAt) / 1000
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const { rows, created, present, refused, errorsFile, noticed, noticesFile } = report
  print(
    flags.json ?? false,
    { ...report, seconds, rowsPerSecond: Math.round(rows / Math.max(seconds, 0.001)), peakMemoryMb },
    [
      `${rows} rows = ${created} ${report.isDryRun ? 'to create' : 'created'} + ${present} present + ${refused} refused`,
      `${seconds} s, ${peakMemoryMb} MB at most`,
      ...(errorsFile ? [`Refused rows and why: ${errorsFile}`] : []),
      ...(noticesFile ? [`${noticed} taken rows worth a look: ${noticesFile}`] : []),
    ].join('\n'),
  )
}

/** @throws Error for anything that stops the import as a whole; rows at fault do not. */
export const importTable = async (what: string, file: string, flags: ImportFlags): Promise<void> => {
  if (what !== 'cases' && what !== 'people' && what !== 'services' && what !== 'values')
    throw new Error(`"${what}" cannot be imported: say "cases", "people", "services" or "values"`)
  if (!existsSync(file)) throw new Error(`There is no file ${file}`)
  const opened = await openDistrict(configuration({ LIREN_PRESET: flags.preset }), { isWorking: false })
  try {
    const module = what === 'values' ? 'catalogue' : what
    if (!opened.file.modules.includes(module)) throw new Error(`The preset has no module "${module}"`)
    if (what === 'cases') await intoCases(opened, file, flags)
    else if (what === 'services') await (await import('./import-services.ts')).intoServices(opened, file, flags)
    else if (what === 'values') await (await import('./import-values.ts')).intoValues(opened, file, flags)
    else await (await import('./import-people.ts')).intoPeople(opened, file, flags)
    // Nobody may be serving: what others hear of it is told now.
    await opened.host.settle()
  } finally {
    await opened.close()
  }
}
