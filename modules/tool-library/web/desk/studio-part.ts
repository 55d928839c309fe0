/** What every part of the studio works on: the document, and a way to change it. */
import type { ToolDocument } from '../../document/document.ts'

export type Change = (change: (tool: ToolDocument) => ToolDocument) => void
export type Part = { readonly tool: ToolDocument; readonly change: Change }
