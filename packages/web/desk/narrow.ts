/** Is the desk on a screen as narrow as a phone's? Tables become cards there. */
import { useSyncExternalStore } from 'react'

// As in desk.css; paper is narrow too, but keeps its tables.
const narrow = 'screen and (max-width: 40rem)'
const list = () => globalThis.matchMedia?.(narrow)

const watch = (changed: () => void) => {
  const of = list()
  of?.addEventListener('change', changed)
  return () => of?.removeEventListener('change', changed)
}

export const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    watch,
    () => list()?.matches ?? false,
    () => false,
  )
