/** What a form of visits and happenings shares: a draft that survives, the place of work, and an entry kept until it is sent. */
import { online, sendSoon, toast, toastProblem, useDraft, useWords } from '@liren/web'
import { useState } from 'react'
import type { KeptEntry } from '../send-diary.ts'
import { usePlaceOfWork } from './use-place-of-work.ts'

/** Keeps an entry on this phone and sends it as soon as there is a network; says which of both it was. */
export const useKeepEntry = (at: string) => {
  const t = useWords('patrol')
  return async (title: string, entry: KeptEntry, lane: string | null = null) => {
    await sendSoon('patrol.diary', title.slice(0, 40), entry, { lane, at })
    toast(t(online.get() ? 'screen.arrived' : 'screen.kept'), 'good')
  }
}

/** `entryOf` makes the entry of a form that is complete, and null of one that is not. */
export const useDiaryForm = <F extends object>(
  name: string,
  at: string,
  empty: F,
  entryOf: (form: F, area: string) => { readonly title: string; readonly entry: KeptEntry } | null,
) => {
  const area = usePlaceOfWork()
  const draft = useDraft<F>(`patrol.${name}`, empty)
  const keep = useKeepEntry(at)
  const [isWrong, setWrong] = useState(false)
  const save = async () => {
    const made = area ? entryOf(draft.value, area) : null
    if (!made) return setWrong(true)
    try {
      await keep(made.title, made.entry)
      await draft.forget()
      setWrong(false)
    } catch (thrown) {
      toastProblem(thrown)
    }
  }
  return { draft, save, isWrong }
}
