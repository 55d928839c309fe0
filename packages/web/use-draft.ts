/** A form that survives a closed tab: what is typed is kept in this browser until it is sent. */
import { del, get, set } from 'idb-keyval'
import { useCallback, useEffect, useRef, useState } from 'react'
import { account } from './account.ts'
import { useCell } from './cell.ts'
import { isKiosk } from './kiosk/kiosk.ts'
import { drafts } from './sending.ts'
import { useSessionState } from './session.ts'

const nobody = 'guest'
/** Whose drafts are read and written now: what one person began is not there for the next one at the same screen. */
export const draftOwner = () => account.get() ?? nobody

/** Keeps a draft under a key; photos included. Null forgets it. On a kiosk nothing is written down. */
export const keepDraft = (key: string, draft: unknown, owner = draftOwner()) =>
  draft === null || isKiosk() ? del(`${owner}/${key}`, drafts()) : set(`${owner}/${key}`, draft, drafts())

/** The draft kept under a key, if any. The caller knows its shape: it kept it. What was begun before signing in comes along. */
export const draftOf = async <T>(key: string, owner = draftOwner()): Promise<T | undefined> => {
  const read = (who: string) => get<T>(`${who}/${key}`, drafts())
  const [own, begun] = await Promise.all([read(owner), owner === nobody ? undefined : read(nobody)])
  if (own !== undefined) return own
  if (begun === undefined) return undefined
  await keepDraft(key, begun, owner)
  await keepDraft(key, null, nobody)
  return begun
}

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
