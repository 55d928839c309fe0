/** A value with its past: every change can be taken back, and taken up again. Letters typed one after the other are one change. */
import { useCallback, useState } from 'react'

type History<T> = { readonly before: readonly T[]; readonly now: T; readonly after: readonly T[]; readonly at: number }
const together = 900
const most = 100

/** `shapeOf`: changes that leave it as it was are typing, and go together when they come quickly. */
export const useHistory = <T>(first: T, shapeOf: (value: T) => string) => {
  const [history, setHistory] = useState<History<T>>({ before: [], now: first, after: [], at: 0 })
  const change = useCallback(
    (next: (now: T) => T) => {
      setHistory(({ before, now, at }) => {
        const fresh = next(now)
        if (fresh === now) return { before, now, after: [], at }
        const isQuick = Date.now() - at < together && before.length > 0 && shapeOf(fresh) === shapeOf(now)
        return { before: isQuick ? before : [...before, now].slice(-most), now: fresh, after: [], at: Date.now() }
      })
    },
    [shapeOf],
  )
  /** Changed by the studio itself: nothing to take back. */
  const settle = useCallback((next: (now: T) => T) => setHistory((old) => ({ ...old, now: next(old.now) })), [])
  const undo = useCallback(() => {
    setHistory(({ before, now, after, at }) => {
      const last = before.at(-1)
      return last === undefined
        ? { before, now, after, at }
        : { before: before.slice(0, -1), now: last, after: [now, ...after], at: 0 }
    })
  }, [])
  const redo = useCallback(() => {
    setHistory(({ before, now, after, at }) => {
      const [next, ...rest] = after
      return next === undefined
        ? { before, now, after, at }
        : { before: [...before, now], now: next, after: rest, at: 0 }
    })
  }, [])
  return {
    value: history.now,
    change,
    settle,
    undo,
    redo,
    canUndo: history.before.length > 0,
    canRedo: history.after.length > 0,
  }
}
