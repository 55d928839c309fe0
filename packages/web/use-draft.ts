/** A form that survives a closed tab: what is typed is kept in this browser until it is sent. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { draftOf, keepDraft } from './outbox.ts'

/**
 * `isKept` is said of what stands in the form now, not of an earlier word.
 * @example
 * const draft = useDraft('cases.report', { text: '', photos: [] as Blob[] })
 * draft.change({ text }); await draft.forget()
 */
export const useDraft = <T extends object>(key: string, empty: T) => {
  const [value, setValue] = useState(empty)
  const [isReady, setReady] = useState(false)
  const [kept, setKept] = useState<T | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef(empty)

  useEffect(() => {
    let isHere = true
    const read = draftOf<T>(key).catch(() => undefined)
    void read.then((found) => {
      if (!isHere) return
      if (found) {
        const whole = { ...first.current, ...found }
        setValue(whole)
        setKept(whole)
      }
      setReady(true)
    })
    return () => {
      isHere = false
    }
  }, [key])

  const change = useCallback(
    (part: Partial<T>) => {
      setValue((old) => {
        const next = { ...old, ...part }
        clearTimeout(timer.current)
        timer.current = setTimeout(() => void keepDraft(key, next).then(() => setKept(next)), 250)
        return next
      })
    },
    [key],
  )
  const forget = useCallback(async () => {
    clearTimeout(timer.current)
    setValue(first.current)
    setKept(null)
    await keepDraft(key, null)
  }, [key])

  return { value, change, forget, isReady, isKept: kept === value }
}
