/** What the server says about itself: the district's name, the modules switched on, and whether this is a demonstration. */
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { cache } from './ask.ts'
import { askUrl } from './client.ts'
import { recall, remember } from './storage.ts'

/** `GET /api/kernel/shell`. `may` lists the permissions the caller holds somewhere, `area` is the whole district's code. */
export type ShellFacts = {
  readonly name: string
  readonly title: string
  readonly modules: readonly string[]
  readonly area: string | null
  readonly demo: boolean
  readonly version: string
  readonly may?: readonly string[]
}

const bare: ShellFacts = { name: 'liren', title: '里仁', area: null, modules: [], demo: false, version: '' }
const key = ['kernel', 'shell'] as const

const keep = (told: ShellFacts): ShellFacts => {
  // Only what is no one's secret is kept: no permissions.
  const { may: _, ...shared } = told
  remember('shell', JSON.stringify(shared))
  return told
}
const kept = (): ShellFacts | null => {
  const text = recall('shell')
  return text ? { ...bare, ...(JSON.parse(text) as Partial<ShellFacts>) } : null
}
const askShell = async (): Promise<ShellFacts> => {
  try {
    return keep({ ...bare, ...(await askUrl<Partial<ShellFacts>>('/api/kernel/shell')) })
  } catch (away) {
    const last = kept()
    if (last) return last
    throw away
  }
}

/** Asks once per visit; what was told last time opens the shell when the network is away. */
export const loadShellFacts = (): Promise<ShellFacts> =>
  cache.fetchQuery({ queryKey: key, queryFn: askShell, staleTime: 60_000 })

/** Asks, and asks again after a while away: once for the whole screen (`reader.tsx`). */
export const useAskedFacts = (): ShellFacts =>
  useQuery({ queryKey: key, queryFn: askShell, staleTime: 60_000 }).data ?? bare

export const FactsContext = createContext(bare)

export const useShellFacts = (): ShellFacts => useContext(FactsContext)
