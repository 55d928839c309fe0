/** A sheet photographed before its form was open: handed over once to the form it belongs to, and kept nowhere else. */
import type { SheetMark } from '../../paper.ts'

type InHand = { readonly file: File; readonly text: string; readonly mark: Pick<SheetMark, 'code' | 'submissionId'> }
let inHand: InHand | null = null

export const holdPaper = (paper: InHand) => {
  inHand = paper
}
const fits = ({ mark }: InHand, form: { readonly id: string; readonly code: string }) =>
  mark.code === form.code && (mark.submissionId === null || mark.submissionId === form.id)

export const isInHandFor = (form: { readonly id: string; readonly code: string }) =>
  inHand !== null && fits(inHand, form)
export const takePaper = (form: { readonly id: string; readonly code: string }): InHand | null => {
  if (!inHand || !fits(inHand, form)) return null
  const taken = inHand
  inHand = null
  return taken
}
