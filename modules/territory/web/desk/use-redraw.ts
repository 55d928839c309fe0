/** What is being drawn while a cell is divided or joined: points of the new border, or the cells that are to become one. */
import { refresh, toast, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { type MapOf, territory } from '../../contract.ts'

export type Mode = 'divide' | 'join'
type Point = { readonly lon: number; readonly lat: number }
type Redrawn = {
  readonly cells: readonly { readonly code: string; readonly name: string; readonly areaM2: number }[]
  readonly moved: number
}

export const useRedraw = (code: string, onDone: (code: string) => void) => {
  const t = useWords()
  const { number } = useTimes()
  const [mode, setMode] = useState<Mode | null>(null)
  const [line, setLine] = useState<readonly Point[]>([])
  const [others, setOthers] = useState<readonly string[]>([])
  const [seen, setSeen] = useState<Redrawn | null>(null)
  const begin = (next: Mode | null) => {
    setMode(next)
    setLine([])
    setOthers([])
    setSeen(null)
  }
  const then = (reply: Redrawn, isDry: boolean) => {
    if (isDry) return setSeen(reply)
    toast(t('screen.redraw.done'), 'good')
    begin(null)
    void refresh([territory])
    const [first] = reply.cells
    if (first) onDone(first.code)
  }
  const divide = useSend(territory, 'divideCell', {
    stale: [],
    then: (reply, { body }) => then(reply, body.dryRun ?? false),
  })
  const join = useSend(territory, 'joinCells', {
    stale: [],
    then: (reply, { body }) => then(reply, body.dryRun ?? false),
  })
  const send = (dryRun: boolean) =>
    mode === 'divide'
      ? divide.now({ params: { code }, body: { line: [...line], dryRun } })
      : join.now({ body: { codes: [code, ...others], dryRun } })
  const map: Partial<MapOf> =
    mode === 'divide'
      ? {
          dots: line.map((at, n) => ({ id: String(n), ...at, label: String(n + 1), tone: 'main' as const })),
          onPick: ({ lon, lat }) => {
            setSeen(null)
            if (line.length < 20) setLine([...line, { lon, lat }])
          },
        }
      : mode === 'join'
        ? {
            urgent: [...others],
            onArea: (picked) => {
              setSeen(null)
              if (picked !== code && picked.length === 15)
                setOthers(others.includes(picked) ? others.filter((one) => one !== picked) : [...others, picked])
            },
          }
        : {}
  const said = seen && {
    cells: seen.cells
      .map(({ name, areaM2 }) => t('screen.redraw.cell', { name, area: number(Math.round(areaM2 / 100) / 100) }))
      .join('、'),
    moved: seen.moved,
  }
  return {
    mode,
    begin,
    map,
    count: mode === 'divide' ? line.length : others.length,
    isReady: mode === 'divide' ? line.length > 1 : others.length > 0,
    isSending: divide.isSending || join.isSending,
    error: divide.errors.line ?? join.errors.codes,
    said,
    look: () => send(true),
    go: () => send(false),
  }
}
