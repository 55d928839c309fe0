/** What is typed is kept in this browser until the server has it, but never while somebody is helped: the next one sits here in a minute. */
import { draftOf, keepDraft } from '@liren/web'
import { useEffect, useRef, useState } from 'react'
import type { Filled } from '../../accepted.ts'
import type { SubmissionView } from '../../contract.ts'

type Kept = { readonly revision: number; readonly filled: Filled }

export const filledOf = ({ answers, confirmed, reasons, refused, materials }: SubmissionView): Filled => ({
  answers,
  confirmed,
  reasons,
  refused,
  materials,
})

/** `revision` is the server's; a draft kept here goes on only where nobody saved since. */
export const useKept = (submission: SubmissionView) => {
  const key = `forms.${submission.id}`
  const isPrivate = !submission.isAssisted
  const [filled, setFilled] = useState(() => filledOf(submission))
  const [isReady, setReady] = useState(!isPrivate)
  const revision = useRef(submission.revision)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (!isPrivate) return
    let isHere = true
    void draftOf<Kept>(key)
      .catch(() => undefined)
      .then((found) => {
        if (!isHere) return
        if (found && found.revision === revision.current) setFilled(found.filled)
        setReady(true)
      })
    return () => {
      isHere = false
    }
  }, [key, isPrivate])

  return {
    filled,
    isReady,
    revision,
    change: (next: Filled) => {
      setFilled(next)
      if (!isPrivate) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void keepDraft(key, { revision: revision.current, filled: next }), 250)
    },
    forget: async () => {
      clearTimeout(timer.current)
      if (isPrivate) await keepDraft(key, null)
    },
  }
}
