/** A cell: one value that screens can watch. The only kind of state the frame keeps outside React. */
import { useSyncExternalStore } from 'react'

export type Cell<T> = {
  readonly get: () => T
  readonly set: (next: T) => void
  readonly watch: (onChange: () => void) => () => void
}

/** Makes a cell. */
export const cell = <T>(first: T): Cell<T> => {
  let value = first
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const tell of [...watchers]) tell()
    },
    watch: (onChange) => {
      watchers.add(onChange)
      return () => {
        watchers.delete(onChange)
      }
    },
  }
}

/** Draws a screen again whenever the cell changes. */
export const useCell = <T>(one: Cell<T>): T => useSyncExternalStore(one.watch, one.get, one.get)
