/** What the server says about itself: the district's name, the modules switched on, and whether this is a demonstration. */
import { useQuery } from '@tanstack/react-query'
import { cache } from './ask.ts'
import { askUrl } from './client.ts'

/** `GET /api/kernel/shell`. `may`, if sent, lists the permissions the caller holds anywhere. */
export type ShellFacts = {
  readonly name: string
  readonly title: string
  readonly modules: readonly string[]
  readonly locale?: 'zh-CN' | 'en'
  readonly demo: boolean
  readonly may?: readonly string[]
  readonly settings?: Readonly<Record<string, unknown>>
}

const bare: ShellFacts = { name: 'liren', title: '里仁', modules: [], demo: false }
const key = ['kernel', 'shell'] as const

/** Asks once per visit; the last answer opens the shell when the network is away. */
export const loadShellFacts = (): Promise<ShellFacts> =>
  cache
    .fetchQuery({ queryKey: key, queryFn: () => askUrl<Partial<ShellFacts>>('/api/kernel/shell'), staleTime: 60_000 })
    .then((told) => ({ ...bare, ...told }))

export const useShellFacts = (): ShellFacts => {
  const { data } = useQuery<Partial<ShellFacts>>({
    queryKey: key,
    queryFn: () => askUrl('/api/kernel/shell'),
    staleTime: 60_000,
  })
  return { ...bare, ...data }
}
