/** What is typed and chosen in the form of an act stays in this browser until the act is done or given up: a reload loses nothing. */
import { useDraft } from '@liren/web'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

type Place = { readonly key: string; readonly forgets: Map<string, () => void> }
const Here = createContext<Place | null>(null)

/** Around the form of one act of one case. `children` gets what to call once nothing of it is needed any more. */
export const ActDraft = ({ at, children }: { at: string; children: (forget: () => void) => ReactNode }) => {
  const place = useRef<Place>({ key: `cases.act.${at}`, forgets: new Map() })
  const forget = () => {
    for (const one of place.current.forgets.values()) one()
  }
  return <Here value={place.current}>{children(forget)}</Here>
}

/** One field of an act's form and how it is changed, under a name of its own in that form; outside of an act it is plain state. */
export const useActState = <T,>(name: string, first: T): readonly [value: T, change: (value: T) => void] => {
  const place = useContext(Here)
  const [plain, setPlain] = useState(first)
  const draft = useDraft<{ readonly value: T }>(`${place?.key ?? 'cases.act'}.${name}`, { value: first })
  const { forget } = draft
  useEffect(() => {
    place?.forgets.set(name, () => void forget())
    return () => {
      place?.forgets.delete(name)
    }
  }, [place, name, forget])
  return place ? [draft.value.value, (value) => draft.change({ value })] : [plain, setPlain]
}

/** The one text of an act's form. */
export const useActText = () => useActState('text', '')
