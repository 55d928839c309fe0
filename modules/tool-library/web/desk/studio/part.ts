/** What every part of the studio works on: the document, a way to change it, and what the check found, by its place. */
import { createContext, useContext } from 'react'
import type { Fault, ToolDocument } from '../../../document/document.ts'

export type Change = (change: (tool: ToolDocument) => ToolDocument) => void
/** `reserved`: keys of questions of the version before, which no other question may bear. */
export type Part = {
  readonly tool: ToolDocument
  readonly change: Change
  readonly reserved?: readonly string[]
  /** Of several forms, which one is composed: its id, or the move it belongs to. */
  readonly form?: string | null
  readonly onForm?: (form: string) => void
}

export const steps = ['basics', 'fields', 'steps', 'rules', 'forWhom', 'texts', 'tryIt', 'handIn'] as const
export type StepName = (typeof steps)[number]

const places: readonly (readonly [begins: string, step: StepName])[] = [
  ['/forms', 'fields'],
  ['/processes', 'steps'],
  ['/lists', 'rules'],
  ['/reminders', 'rules'],
  ['/points', 'rules'],
  ['/audience', 'forWhom'],
  ['/texts', 'texts'],
  ['/stopWhen', 'texts'],
  ['/retention', 'forWhom'],
  ['/examples', 'tryIt'],
  ['/ethics', 'handIn'],
]
/** The part of the studio where a fault is mended. */
export const stepOf = (path: string): StepName => places.find(([begins]) => path.startsWith(begins))?.[1] ?? 'basics'

export const Faults = createContext<readonly Fault[]>([])

/** What the check says of exactly this place, or of anything below it. */
export const useFaults = (at: string, isDeep = true): readonly Fault[] =>
  useContext(Faults).filter(({ path }) => path === at || (isDeep && path.startsWith(`${at}/`)))
