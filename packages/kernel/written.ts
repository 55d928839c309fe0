/** Writes out statements made of texts and values alone, which the hot paths are, without Kysely's walk through every node. */
import type { OperationNode, RawNode, ValueNode } from 'kysely'

/** A statement as the database takes it. */
export type Written = { readonly sql: string; readonly parameters: readonly unknown[] }

const isRaw = (node: OperationNode): node is RawNode => node.kind === 'RawNode'
const isValue = (node: OperationNode): node is ValueNode => node.kind === 'ValueNode'

/** The same text and values Kysely's own compiler gives; null when there is a node in it that only Kysely knows. */
export const writeOut = (root: RawNode): Written | null => {
  const parameters: unknown[] = []
  let sql = ''
  const write = (node: RawNode): boolean => {
    for (const [index, fragment] of node.sqlFragments.entries()) {
      sql += fragment
      const one = node.parameters[index]
      if (one === undefined) continue
      if (isRaw(one)) {
        if (!write(one)) return false
      } else if (isValue(one)) {
        if (one.immediate && typeof one.value !== 'number' && typeof one.value !== 'boolean') return false
        if (one.immediate) sql += String(one.value)
        else sql += `$${parameters.push(one.value)}`
      } else return false
    }
    return true
  }
  return write(root) ? { sql, parameters } : null
}
