/** What `liren import` is told, and the column map among it: a file, or the name of one saved before. */
import { existsSync, readFileSync } from 'node:fs'

export type ImportFlags = {
  readonly map?: string
  readonly saveMap?: string
  readonly dryRun?: boolean
  readonly limit?: string
  readonly resume?: boolean
  readonly source?: string
  readonly system?: string
  readonly placeBy?: string
  readonly area?: string
  readonly preset?: string
  readonly unit?: string
  readonly about?: string
  readonly on?: string
  readonly json?: boolean
}
export type GivenMap = {
  readonly map?: {
    readonly columns?: Readonly<Record<string, string>>
    readonly categories?: Readonly<Record<string, string>>
  }
  readonly mapName?: string
}

/** A map from a file, or the name of one saved before. */
export const mapFrom = (given: string | undefined): GivenMap => {
  if (given === undefined) return {}
  if (!existsSync(given)) return { mapName: given }
  const read: unknown = JSON.parse(readFileSync(given, 'utf8'))
  if (typeof read !== 'object' || read === null) throw new Error(`${given} is no map`)
  // { columns: { text: "内容" }, categories: { "Noise": "E0508" } }, or the columns alone.
  return { map: ('columns' in read ? read : { columns: read }) as NonNullable<GivenMap['map']> }
}

/** One line of a CSV file. */
export const asCsv = (line: readonly string[]) =>
  `${line.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\r\n`
