/** What is composed is looked at and kept a moment after the last change, so that nothing is lost and nobody waits. */
import { ask, problemOf } from '@liren/web'
import { useEffect, useRef, useState } from 'react'
import { toolLibrary } from '../../../contract.ts'
import type { ToolDocument } from '../../../document/document.ts'
import type { Checked } from './step-hand-in.tsx'

export const useKeeping = (id: string, area: string, document: ToolDocument) => {
  const [checked, setChecked] = useState<Checked>()
  const [keptAt, setKeptAt] = useState<Date | null>(null)
  const [isLost, setLost] = useState(false)
  const turn = useRef(0)
  useEffect(() => {
    const mine = ++turn.current
    const later = setTimeout(() => {
      void ask(toolLibrary, 'check', { body: { document, draft: id } })
        .then((found) => mine === turn.current && setChecked(found))
        .catch(() => undefined)
      void ask(toolLibrary, 'keepDraft', { params: { id }, body: { area, document } })
        .then(() => {
          setKeptAt(new Date())
          setLost(false)
        })
        .catch((thrown) => setLost(problemOf(thrown) !== null || mine === turn.current))
    }, 500)
    return () => clearTimeout(later)
  }, [id, area, document])
  return { checked, keptAt, isLost }
}
