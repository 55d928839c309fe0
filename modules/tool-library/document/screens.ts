/** The pages a tool brings: of a declared one they follow from its processes and lists, of others its document names them. */
import type { ToolDocument, Words } from './document.ts'

export type Screen = { readonly board: 'resident' | 'worker' | 'desk' | 'merchant'; readonly title: Words }

export const screensOf = (
  document: Pick<ToolDocument, 'audience' | 'processes' | 'lists' | 'screens' | 'kind' | 'name'>,
): readonly Screen[] => {
  const boards = new Set(document.audience.map(({ board }) => board))
  const asked = boards.has('resident') ? 'resident' : boards.has('merchant') ? 'merchant' : 'worker'
  // What leads out of the house has one page of its own: the tile that leads there.
  const leading = document.kind === 'linked' || document.kind === 'port' ? [...boards] : []
  return [
    ...(document.screens ?? []),
    ...(document.screens ? [] : leading.map((board): Screen => ({ board, title: document.name }))),
    ...document.processes.map(({ title }): Screen => ({ board: asked, title })),
    ...(document.lists ?? []).map(({ board, title }): Screen => ({ board, title })),
  ]
}
