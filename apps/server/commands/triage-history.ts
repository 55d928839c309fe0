/** `liren triage learn|install`: a district's own history teaches its triage before the first report of its own. */
import { existsSync, readFileSync } from 'node:fs'
import { guessMap } from '@liren/cases/import-map'
import { readTable } from '@liren/cases/read-table'
import { installModel, learnHistory, trainNow } from '@liren/triage/history'
import { type LabelledText, readRows, saveModel, trainModel } from '@liren/triage/model'
import { configuration, openDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { fileText } from './file-text.ts'
import { mapFrom } from './import-map.ts'

type Flags = { readonly map?: string; readonly train?: boolean; readonly preset?: string; readonly json?: boolean }
type District = Awaited<ReturnType<typeof openDistrict>>

const say = (line: string) => process.stderr.write(`${line}\n`)
const mostNamed = 10
const isTable = (file: string) => !/\.(jsonl|ndjson|json)$/i.test(file)

/** A table of closed orders as labelled rows: the columns are guessed, or named by the map. */
const rowsOfTable = async (file: string, given: string | undefined): Promise<LabelledText[]> => {
  const { map, mapName } = mapFrom(given)
  if (mapName) throw new Error(`There is no file ${mapName}`)
  const table = await readTable(file)
  const columns = { ...guessMap(table.headings).columns, ...map?.columns }
  const { title, text, category } = columns
  if (!category || !(text ?? title))
    throw new Error(`Name the columns "text" and "category" with --map (the file has: ${table.headings.join(', ')})`)
  const rows: LabelledText[] = []
  const bad: number[] = []
  for await (const { row, cells, fault } of table.rows) {
    const of = (heading: string | undefined) => String((heading && cells[heading]) || '').trim()
    const said = of(category)
    const one = { title: of(title), text: of(text), label: map?.categories?.[said] ?? said }
    if (fault || one.label === '' || `${one.title}${one.text}` === '') bad.push(row)
    else rows.push(one)
  }
  if (bad.length > 0) say(`${file}: ${bad.length} rows without words or category left out: ${bad.slice(0, mostNamed)}`)
  return rows
}

const rowsOf = async (file: string, map: string | undefined): Promise<LabelledText[]> => {
  if (isTable(file)) return rowsOfTable(file, map)
  const { rows, bad } = readRows(fileText(file))
  for (const { line, why } of bad.slice(0, mostNamed)) say(`${file}:${line}: ${why}`)
  return rows
}

const within = async <T>(flags: Flags, doIt: (opened: District) => Promise<T>): Promise<T> => {
  const opened = await openDistrict(configuration({ LIREN_PRESET: flags.preset }), { isWorking: false })
  try {
    if (!opened.file.modules.includes('triage')) throw new Error('The preset has no module "triage"')
    return await doIt(opened)
  } finally {
    await opened.close()
  }
}

/** @throws Error when there is no file, no usable row, or no row whose label is a category here. */
export const learn = async (file: string, flags: Flags): Promise<void> => {
  if (!existsSync(file)) throw new Error(`There is no file ${file}`)
  const rows = await rowsOf(file, flags.map)
  if (rows.length === 0) throw new Error(`${file} has no usable row to learn from`)
  const line = progressLine()
  await within(flags, async ({ host }) => {
    const act = <T>(effect: Parameters<typeof host.act<T>>[2]) => host.act('triage', 'learn', effect)
    const found = await learnHistory(act, rows, (done) => line('rows', done, rows.length))
    if (found.learned + found.known === 0)
      throw new Error(
        `No label is a category of this district: ${Object.keys(found.unknown).slice(0, mostNamed).join(', ')}`,
      )
    const make = async (examples: readonly LabelledText[]) =>
      saveModel(trainModel(examples, { progress: (share) => line('training', Math.round(share * 100), 100) }))
    const trainedOn = flags.train === false ? null : await trainNow(act, make)
    const others = Object.entries(found.unknown)
    print(
      flags.json ?? false,
      { ...found, trainedOn },
      [
        `${found.rows} rows = ${found.learned} learned + ${found.known} known already + ${found.restricted} restricted + ${others.reduce((sum, [, n]) => sum + n, 0)} of no category here`,
        ...(others.length > 0
          ? [
              `No category: ${others
                .slice(0, mostNamed)
                .map(([label, n]) => `${label} (${n})`)
                .join(', ')}`,
            ]
          : []),
        trainedOn === null ? 'The model stays as it is' : `A model was trained on ${trainedOn} examples`,
      ].join('\n'),
    )
  })
}

/** @throws Error when it is no model, or its labels are not categories here. */
export const install = async (file: string, flags: Flags): Promise<void> => {
  if (!existsSync(file)) throw new Error(`There is no file ${file}`)
  const bytes = readFileSync(file)
  await within(flags, async ({ host }) => {
    const act = <T>(effect: Parameters<typeof host.act<T>>[2]) => host.act('triage', 'install', effect)
    const { version, labels, examples, measured } = await installModel(act, bytes)
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`
    print(
      flags.json ?? false,
      { version, labels, examples, measured },
      [
        `Model ${version}: ${labels} categories, made from ${examples} reports`,
        measured
          ? `On ${measured.n} examples kept here: ${percent(measured.accuracy)} right${measured.before === null ? '' : `, the one before ${percent(measured.before)}`}`
          : 'There are no examples here yet to measure it on',
      ].join('\n'),
    )
  })
}
