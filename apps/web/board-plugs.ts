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

/** A plug's text without the parts of other boards. */
export const withoutOthers = (code: string, parsed: unknown, board: string): string =>
  partsIn(parsed)
    .filter((part) => {
      const name = nameOf(part)
      return typeof name === 'string' && boards.includes(name) && name !== board
    })
    .reduceRight((text, { start, end }) => `${text.slice(0, start)}${text.slice(end).replace(/^\s*,/, '')}`, code)

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
