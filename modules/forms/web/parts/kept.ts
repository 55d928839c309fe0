/** What is typed is kept in this browser until the server has it, but never while somebody is helped: the next one sits here in a minute. */
import { ask, cache, draftOf, keepDraft, keyOf, online, problemOf, refresh, toastProblem } from '@liren/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Filled } from '../../accepted.ts'
import { sentOf } from '../../answers.ts'
import { forms, type Since, type SubmissionView } from '../../contract.ts'
import { asShown, filledOf, goesOn, type Kept, type Now } from '../../resume.ts'

const quietMs = 3000

export type KeptForm = ReturnType<typeof useKept>

/**
 * One save at a time, the newest words last. A save refused because another device went on opens `conflict`: until the person says
 * which of the two counts, nothing more is sent.
 */
export const useKept = (submission: SubmissionView) => {
  const { id } = submission
  const key = `forms.${id}`
  const isPrivate = !submission.isAssisted
  const [copy] = useState(() => crypto.randomUUID())
  const now = useRef<Now>(asShown(submission))
  const before = useRef<Kept>(undefined)
  const [filled, setFilled] = useState(now.current.filled)
  const [isReady, setReady] = useState(false)
  const [conflict, setConflict] = useState<SubmissionView | null>(null)
  const isApart = useRef(false)
  const isOver = useRef(false)
  const sending = useRef<Promise<void>>(undefined)
  const timers = useRef<{ keep?: ReturnType<typeof setTimeout>; send?: ReturnType<typeof setTimeout> }>({})

  const stand = useCallback((next: Now) => {
    now.current = next
    setFilled(next.filled)
  }, [])
  const keep = useCallback(async () => {
    const { revision, filled: typed, turn, sent } = now.current
    if (isPrivate && !isOver.current) await keepDraft(key, { revision, filled: typed, copy, turn, sent })
  }, [key, isPrivate, copy])
  const part = useCallback((theirs: SubmissionView) => {
    isApart.current = true
    setConflict(theirs)
  }, [])

  /** Refused: it was handed in meanwhile, or another screen went on; what this browser itself sent earlier is neither. */
  const settleRefusal = useCallback(
    async (thrown: unknown): Promise<boolean> => {
      const code = problemOf(thrown)?.code
      if (code === 'forms/handed-in-already') await refresh([forms], [{ name: 'services' }])
      else if (code === 'forms/somebody-was-faster') {
        const theirs = await ask(forms, 'read', { params: { id } })
        const last = before.current
        const isFromHere =
          last?.copy !== undefined && theirs.copy?.id === last.copy && theirs.copy.turn <= (last.turn ?? 0)
        if (isFromHere) {
          now.current.revision = theirs.revision
          return true
        }
        part(theirs)
      } else if (problemOf(thrown)) toastProblem(thrown)
      return false
    },
    [id, part],
  )
  const sendAll = useCallback(async () => {
    while (now.current.turn > now.current.sent && !isOver.current && !isApart.current && online.get()) {
      const { turn, revision, filled: typed } = now.current
      try {
        const body = { ...sentOf(typed), revision, copy: { id: copy, turn } }
        const told = await ask(forms, 'save', { params: { id }, body })
        now.current.revision = told.revision
        now.current.sent = Math.max(now.current.sent, turn)
        await keep()
      } catch (thrown) {
        // Without an answer it is kept here, and sent at the next step.
        if (isOver.current || !(await settleRefusal(thrown).catch(() => false))) return
      }
    }
  }, [id, copy, keep, settleRefusal])
  const send = useCallback(async (): Promise<boolean> => {
    clearTimeout(timers.current.send)
    sending.current ??= sendAll().finally(() => {
      sending.current = undefined
    })
    await sending.current
    return !isApart.current
  }, [sendAll])

  useEffect(() => {
    let isHere = true
    // Somebody helped begins with what the server has: nothing of theirs is kept here, and an earlier answer may be old.
    const found = isPrivate
      ? draftOf<Kept>(key).catch(() => undefined)
      : ask(forms, 'read', { params: { id } }).catch(() => undefined)
    void found.then((one) => {
      if (!isHere) return
      if (one && 'definition' in one) stand(asShown(one))
      else if (one) {
        before.current = one
        const { isApart: areApart, ...next } = goesOn(submission, one)
        stand(next)
        if (areApart) part(submission)
      }
      setReady(true)
    })
    return () => {
      isHere = false
    }
    // Read once for each form; later answers are looked at below.
  }, [key, isPrivate])

  // A later answer of the server, where nothing was typed here since.
  useEffect(() => {
    const { turn, sent, revision } = now.current
    if (isReady && turn === sent && submission.revision > revision && submission.copy?.id !== copy)
      stand({ ...now.current, revision: submission.revision, filled: filledOf(submission) })
  }, [submission, isReady, copy, stand])

  useEffect(
    () => () => {
      clearTimeout(timers.current.send)
      void send().then(() => cache.invalidateQueries({ queryKey: keyOf(forms, 'read', { params: { id } }) }))
    },
    [send, id],
  )

  const change = (next: Filled) => {
    stand({ ...now.current, filled: next, turn: now.current.turn + 1 })
    clearTimeout(timers.current.keep)
    timers.current.keep = setTimeout(() => void keep(), 250)
    clearTimeout(timers.current.send)
    timers.current.send = setTimeout(() => void send(), quietMs)
  }
  const decide = (next: Partial<Now>) => {
    isApart.current = false
    setConflict(null)
    stand({ ...now.current, ...next })
    void keep()
    void send()
  }
  return {
    filled,
    isReady,
    conflict,
    change,
    /** Sends what the server lacks; resolves once it has it, or cannot have it now. False where the person has to say first what counts. */
    send,
    /** How far the server's words are known here; sent with what is handed in. */
    since: (): Since => ({ revision: now.current.revision, copy: { id: copy, turn: now.current.turn } }),
    /** True where a refused handing in may be tried at once again; else the person has to say first what counts. */
    settle: settleRefusal,
    /** What the server made of a sheet. */
    take: (read: SubmissionView) => decide({ revision: read.revision, filled: filledOf(read), sent: now.current.turn }),
    keepMine: () => decide({ revision: conflict?.revision ?? now.current.revision, turn: now.current.turn + 1 }),
    takeTheirs: () =>
      conflict && decide({ revision: conflict.revision, filled: filledOf(conflict), sent: now.current.turn }),
    /** It is handed in: nothing of it is sent or kept any more. */
    forget: async () => {
      isOver.current = true
      clearTimeout(timers.current.keep)
      clearTimeout(timers.current.send)
      if (isPrivate) await keepDraft(key, null)
    },
  }
}
