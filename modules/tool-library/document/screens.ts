/** The pages a tool brings: of a declared one they follow from its processes and lists, of others its document names them. */
import type { ToolDocument, Words } from './document.ts'

export type Screen = { readonly board: 'resident' | 'worker' | 'desk' | 'merchant'; readonly title: Words }

export const screensOf = (
  document: Pick<ToolDocument, 'audience' | 'processes' | 'lists' | 'screens'>,
): readonly Screen[] => {
  const boards = new Set(document.audience.map(({ board }) => board))
  const asked = boards.has('resident') ? 'resident' : boards.has('merchant') ? 'merchant' : 'worker'
  return [
    ...(document.screens ?? []),
    ...document.processes.map(({ title }): Screen => ({ board: asked, title })),
    ...(document.lists ?? []).map(({ board, title }): Screen => ({ board, title })),
  ]
}
