/** The last versions of the cells each scope was shown, so that a board that knows one of them hears only what changed since. */
import { randomUUID } from 'node:crypto'
import { type Cell, type CellAnswer, changedCells } from '../cell-news.ts'

type Version = { readonly whole: CellAnswer; readonly news: Map<string, CellAnswer> }

/** Boards ask again within two seconds of news, and versions are at least 400 ms apart. */
const kept = 12
/** Versions of one process mean nothing to another one. */
const origin = randomUUID().slice(0, 8)
const houses = new WeakMap<object, Map<string, Version[]>>()
const scopesAtMost = 200
let made = 0

/** The newest version of a scope's cells; the one before where nothing changed. */
export const versionOf = (house: object, scope: string, cells: Cell[]): CellAnswer => {
  const scopes = houses.get(house) ?? new Map<string, Version[]>()
  houses.set(house, scopes)
  const versions = scopes.get(scope) ?? []
  // The scope asked last stands last: the first to go is the one nobody has asked for the longest.
  scopes.delete(scope)
  scopes.set(scope, versions)
  if (scopes.size > scopesAtMost) for (const [oldest] of [...scopes].slice(0, 1)) scopes.delete(oldest)
  const newest = versions.at(-1)?.whole
  if (newest && changedCells(newest.cells, cells).length === 0) return newest
  made += 1
  const whole = { version: `${origin}-${made}`, cells }
  versions.push({ whole, news: new Map() })
  if (versions.length > kept) versions.shift()
  return whole
}

/** What a board that knows a version needs to know; all where that version is no longer known. One object for all who know the same. */
export const newsSince = (house: object, scope: string, answer: CellAnswer, since: string | undefined): CellAnswer => {
  const versions = houses.get(house)?.get(scope) ?? []
  const fresh = versions.find(({ whole }) => whole === answer)
  const old = versions.find(({ whole }) => whole.version === since)?.whole
  if (!fresh || !old || since === undefined) return answer
  const known = fresh.news.get(since)
  if (known) return known
  const news = { version: answer.version, since, cells: changedCells(old.cells, answer.cells) }
  fresh.news.set(since, news)
  return news
}
