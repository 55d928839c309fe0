/** A form that survives a closed tab: what is typed is kept in this browser until it is sent. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { account } from './account.ts'
import { useCell } from './cell.ts'
import { draftOf, draftOwner, keepDraft } from './outbox.ts'
import { useSessionState } from './session.ts'

/**
 * It is its writer's alone: whoever signs in next at this screen begins with an empty form.
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
  useCell(account)
  const owner = draftOwner()
  const isAsking = useSessionState().isLoading && account.get() === undefined
  const place = `${owner}/${key}`
  const [drawn, setDrawn] = useState(place)
  if (drawn !== place) {
    first.current = empty
    setDrawn(place)
    setValue(empty)
    setKept(null)
    setReady(false)
  }

  useEffect(() => {
    if (isAsking) return
    let isHere = true
    const read = draftOf<T>(key, owner).catch(() => undefined)
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
  }, [key, owner, isAsking])

  const change = useCallback(
    (part: Partial<T>) => {
      setValue((old) => {
        const next = { ...old, ...part }
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          // A browser without room keeps nothing: then `isKept` stays false.
          void keepDraft(key, next, owner).then(
            () => setKept(next),
            () => undefined,
          )
        }, 250)
        return next
      })
    },
    [key, owner],
  )
  const forget = useCallback(async () => {
    clearTimeout(timer.current)
    setValue(first.current)
    setKept(null)
    await keepDraft(key, null, owner)
  }, [key, owner])

  return { value, change, forget, isReady, isKept: kept === value }
}
