/** What the words suggest while they are being written: danger first, then likely categories. The last answer stays until the next. */
import { online, useAsk, useCell } from '@liren/web'
import { useRef } from 'react'
import { cases } from '../../contract.ts'
import { useSettled } from './place-search.tsx'
import type { Advice } from './safety-advice.tsx'

type Considered = {
  readonly advice: readonly Advice[]
  readonly categories: readonly { readonly code: string; readonly name: string }[]
}
const nothing: Considered = { advice: [], categories: [] }

/** `area`: where it happened, as far as known; things are called what they are called there. */
export const useConsider = (text: string, area: string | null): Considered => {
  const said = useSettled(text.trim(), 600)
  const isOnline = useCell(online)
  const isEnough = said.length >= 2
  const { data } = useAsk(
    cases,
    'consider',
    { body: { text: said, ...(area ? { area: area.slice(0, 12) } : {}) } },
    { enabled: isEnough && isOnline, staleSeconds: 600 },
  )
  const last = useRef(nothing)
  // Trees share some names; to whoever reports they mean the same.
  if (data)
    last.current = {
      advice: data.advice,
      categories: data.categories.filter(
        ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
      ),
    }
  return isEnough && text.trim() !== '' ? last.current : nothing
}
