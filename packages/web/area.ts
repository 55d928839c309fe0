/** Which community the reader is looking at. Remembered here; what may be seen there is the server's decision. */
import { useQuery } from '@tanstack/react-query'
import { cell, useCell } from './cell.ts'
import type { AreaChoice } from './module.ts'
import { useRegistry } from './registry.ts'
import { recall, remember } from './storage.ts'

const chosen = cell<string | null>(recall('area'))

/** Looks at another area; null is the whole district. */
export const chooseArea = (code: string | null) => {
  remember('area', code)
  chosen.set(code)
}

/** `const { area, areas, choose } = useArea()`; `area` is null until one is chosen or where no module knows areas. */
export const useArea = (): {
  readonly code: string | null
  readonly area: AreaChoice | null
  readonly areas: readonly AreaChoice[]
  readonly choose: (code: string | null) => void
} => {
  const code = useCell(chosen)
  const { areas: find } = useRegistry()
  const { data: areas = [] } = useQuery({
    queryKey: ['kernel', 'areas'],
    queryFn: () => find?.() ?? [],
    enabled: find !== null,
    staleTime: 3_600_000,
  })
  return { code, area: areas.find((one) => one.code === code) ?? null, areas, choose: chooseArea }
}
