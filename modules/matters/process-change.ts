/** 流程版本 What changed of a process between two versions: steps and moves taken away, and those that came. */
import type { Process } from './process.ts'

/** The shape of a process as it is kept: its states and moves by name, in order. */
export type Shape = { readonly states: readonly string[]; readonly moves: readonly string[] }
export type ShapeChange = {
  readonly removedStates: readonly string[]
  readonly addedStates: readonly string[]
  readonly removedMoves: readonly string[]
  readonly addedMoves: readonly string[]
}

export const shapeOf = ({ states, moves }: Pick<Process, 'states' | 'moves'>): Shape => ({
  states: Object.keys(states),
  moves: Object.keys(moves),
})

const without = (some: readonly string[], others: readonly string[]) => some.filter((one) => !others.includes(one))

export const changeBetween = (before: Shape, after: Shape): ShapeChange => ({
  removedStates: without(before.states, after.states),
  addedStates: without(after.states, before.states),
  removedMoves: without(before.moves, after.moves),
  addedMoves: without(after.moves, before.moves),
})

/** The same steps and moves, in whatever order they are named. */
export const isSameShape = (one: Shape, other: Shape) =>
  Object.values(changeBetween(one, other)).every((names) => names.length === 0)
