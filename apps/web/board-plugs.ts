/** Gives each board a plug of every module with its own parts only: a phone does not fetch what the desk could open. */
import type { Plugin } from 'vite'

export const boards = ['resident', 'worker', 'merchant', 'desk']
const ofBoard = /\/modules\/[^/]+\/web\/module\.tsx\?board=(\w+)$/

type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

const nameOf = (property: Node): unknown => {
  const key = property.key
  return isNode(key) ? (key.name ?? key.value) : undefined
}

/** The properties of every object that stands under `boards`. */
const partsIn = (node: unknown): readonly Node[] => {
  if (Array.isArray(node)) return node.flatMap(partsIn)
  if (!isNode(node)) return []
  if (
    node.type === 'Property' &&
    nameOf(node) === 'boards' &&
    isNode(node.value) &&
    Array.isArray(node.value.properties)
  )
    return node.value.properties.filter(isNode)
  return Object.entries(node).flatMap(([key, value]) => (key === 'parent' ? [] : partsIn(value)))
}

/** What only the page's HTML needs (`early.ts`): which address a page asks first. */
const asksIn = (node: unknown): readonly Node[] => {
  if (Array.isArray(node)) return node.flatMap(asksIn)
  if (!isNode(node)) return []
  if (node.type === 'Property' && nameOf(node) === 'asks') return [node]
  return Object.entries(node).flatMap(([key, value]) => (key === 'parent' ? [] : asksIn(value)))
}

const othersOf = (parsed: unknown, board: string) =>
  partsIn(parsed).filter((part) => {
    const name = nameOf(part)
    return typeof name === 'string' && boards.includes(name) && name !== board
  })

/** A plug's text without the parts of other boards, and without what is of no use to a board that runs. */
export const withoutOthers = (code: string, parsed: unknown, board: string): string => {
  const others = othersOf(parsed, board)
  const isWithin = (one: Node) => others.some(({ start, end }) => one.start >= start && one.end <= end)
  return [...others, ...asksIn(parsed).filter((one) => !isWithin(one))]
    .sort((one, other) => one.start - other.start)
    .reduceRight((text, { start, end }) => `${text.slice(0, start)}${text.slice(end).replace(/^\s*,/, '')}`, code)
}

/** `asks` where a page says what it asks first; `isHome` where it is its board's home page too. */
export type PlugPage = { readonly path: string; readonly file: string; readonly asks?: string; readonly isHome?: true }

const literalOf = (node: unknown): string | undefined =>
  isNode(node) && typeof node.value === 'string' ? node.value : undefined

/** Pages of a plug that a board may open, with the file that draws each; parts of other boards are left out. */
export const pagesIn = (code: string, parsed: unknown, board: string): readonly PlugPage[] => {
  const others = othersOf(parsed, board)
  const visit = (node: unknown): readonly PlugPage[] => {
    if (Array.isArray(node)) return node.flatMap(visit)
    if (!isNode(node) || others.includes(node)) return []
    const inside = Object.entries(node).flatMap(([key, value]) => (key === 'parent' ? [] : visit(value)))
    if (node.type !== 'ObjectExpression' || !Array.isArray(node.properties)) return inside
    const found = new Map(node.properties.filter(isNode).map((one) => [nameOf(one), one.value]))
    const [path, asks] = [literalOf(found.get('path')), literalOf(found.get('asks'))]
    const page = found.get('page')
    const file = isNode(page) ? /import\('([^']+)'\)/.exec(code.slice(page.start, page.end))?.[1] : undefined
    if (!path || !file) return inside
    return [...inside, { path, file, ...(asks ? { asks } : {}), ...(found.has('isHome') ? { isHome: true } : {}) }]
  }
  return visit(parsed)
}

/** Empties the parts of other boards; what only they used falls away with them. */
export const boardPlugs = (): Plugin => ({
  name: 'liren-board-plugs',
  enforce: 'post',
  transform(code, id) {
    const board = ofBoard.exec(id)?.[1]
    if (!board) return undefined
    return { code: withoutOthers(code, this.parse(code), board), map: null }
  },
})
