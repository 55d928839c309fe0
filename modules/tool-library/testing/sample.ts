/** A sound document to start from: the tool library's own example, read afresh so that a test may spoil it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ToolDocument } from '../document/document.ts'

const folder = join(import.meta.dirname, '../../../presets/yuexiu/tool-library')

export const presetTool = (name: string): ToolDocument =>
  // Its shape is what the tests check.
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ToolDocument
export const borrowing = () => presetTool('tool-borrowing')

/** A deep, freely changeable copy with one place set: `spoil('/forms/0/fields/0/key', '__proto__')`. */
export const spoilt = (path: string, value: unknown, from: unknown = borrowing()): unknown => {
  const copy = structuredClone(from)
  const steps = path.slice(1).split('/')
  const last = steps.pop() ?? ''
  let into = copy as Record<string, unknown>
  for (const step of steps) {
    into[step] ??= {}
    into = into[step] as Record<string, unknown>
  }
  if (value === undefined) delete into[last]
  else into[last] = value
  return copy
}

export const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
