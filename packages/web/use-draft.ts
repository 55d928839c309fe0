/** A form that survives a closed tab: what is typed is kept in this browser until it is sent. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { draftOf, keepDraft } from './outbox.ts'

/**
 * @example
 * const draft = useDraft('cases.report', { text: '', photos: [] as Blob[] })
 * draft.change({ text }); await draft.forget()
 */
export const useDraft = <T extends object>(key: string, empty: T) => {
  const [value, setValue] = useState(empty)
  const [isReady, setReady] = useState(false)
  const [isKept, setKept] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef(empty)

  useEffect(() => {
    let isHere = true
    const read = draftOf<T>(key).catch(() => undefined)
    void read.then((kept) => {
      if (!isHere) return
      if (kept) setValue({ ...first.current, ...kept })
      setKept(kept !== undefined)
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
        timer.current = setTimeout(() => void keepDraft(key, next).then(() => setKept(true)), 250)
        return next
      })
    },
    [key],
  )
  const forget = useCallback(async () => {
    clearTimeout(timer.current)
    setValue(first.current)
    setKept(false)
    await keepDraft(key, null)
  }, [key])

  return { value, change, forget, isReady, isKept }
}
