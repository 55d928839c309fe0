/** 办理时要填 What is asked of whoever makes a move: a form of its own for each move that asks something. */
import type { Form, Process, ToolDocument } from './document.ts'
import { both } from './studio-words.ts'

const freshId = (forms: readonly Form[]) => {
  const numbers = forms.map(({ id }) => Number(/^asks(\d{1,4})$/.exec(id)?.[1] ?? 0))
  return `asks${Math.max(0, ...numbers) + 1}`
}

const onMove = (
  document: ToolDocument,
  name: string,
  change: (move: Process['moves'][string]) => Process['moves'][string],
) => ({
  ...document,
  processes: document.processes.map((process, index) => {
    const move = index === 0 ? process.moves[name] : undefined
    return move ? { ...process, moves: { ...process.moves, [name]: change(move) } } : process
  }),
})

/** From now on whoever makes this move fills something in; its first question is still to be added. */
export const askOnMove = (document: ToolDocument, name: string): ToolDocument => {
  const move = document.processes[0]?.moves[name]
  if (!move || move.form) return document
  const id = freshId(document.forms)
  const title = both(`${move.title['zh-CN'] || '办理'}时填写`, `On: ${move.title.en}`)
  const asked = onMove(document, name, (one) => ({ ...one, form: id }))
  return { ...asked, forms: [...document.forms, { id, title, fields: [] }] }
}

/** Nothing is asked on the way any more; lists show nothing of it either. */
export const dropAsk = (document: ToolDocument, name: string): ToolDocument =>
  withoutLoose(
    onMove(document, name, (move) => {
      const { form: _, ...rest } = move
      return rest
    }),
  )

/** Forms no process opens and no move asks are gone, with their columns. */
export const withoutLoose = (document: ToolDocument): ToolDocument => {
  const used = new Set(
    document.processes.flatMap(({ form, moves }) => [form, ...Object.values(moves).flatMap((move) => move.form ?? [])]),
  )
  const forms = document.forms.filter(({ id }) => used.has(id))
  if (forms.length === document.forms.length) return document
  const keys = new Set(forms.flatMap(({ fields }) => fields.map(({ key }) => key)))
  return {
    ...document,
    forms,
    lists: (document.lists ?? []).flatMap((list) => {
      const columns = list.columns.filter((column) => keys.has(column))
      return columns.length > 0 ? [{ ...list, columns }] : []
    }),
  }
}
