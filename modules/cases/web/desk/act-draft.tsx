/** What is typed into the form of an act stays in this browser until the act is done or given up: a reload loses no word. */
import { useDraft } from '@liren/web'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

type Place = { readonly key: string; forget: () => void }
const Here = createContext<Place | null>(null)

/** Around the form of one act of one case. `children` gets what to call once the words are no longer needed. */
export const ActDraft = ({ at, children }: { at: string; children: (forget: () => void) => ReactNode }) => {
  const place = useRef<Place>({ key: `cases.act.${at}`, forget: () => {} })
  return <Here value={place.current}>{children(() => place.current.forget())}</Here>
}

/** The one text of an act's form and how it is changed; outside of an act it is plain state. */
export const useActText = (): readonly [text: string, change: (text: string) => void] => {
  const place = useContext(Here)
  const [plain, setPlain] = useState('')
  const draft = useDraft(place?.key ?? 'cases.act', { text: '' })
  const { forget } = draft
  useEffect(() => {
    if (place) place.forget = () => void forget()
  }, [place, forget])
  return place ? [draft.value.text, (text) => draft.change({ text })] : [plain, setPlain]
}
