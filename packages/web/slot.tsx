/** A named place on a page that other modules may fill, without the page knowing them. */
import { type ComponentType, createElement, type ReactNode, Suspense, useEffect, useState } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import { useRegistry } from './registry.ts'
import { loadWords, WordScope } from './words.ts'

type Fill = () => Promise<{ readonly default: ComponentType<never> }>
type Drawn = ComponentType<Record<string, unknown>>
type Part = { readonly drawn: Drawn; readonly load: () => Promise<unknown> }
const parts = new Map<Fill, Part>()

/**
 * A component that loads once; pages wait for their module's words, small parts on a home page ask for them as they speak.
 * Not React's `lazy`: that holds back whatever follows a fallback for 300 ms, which a page already on the phone need not wait.
 * What failed to load is asked for again when it is drawn anew.
 */
export const lazily = (module: string, fill: Fill, meanwhile: ReactNode, waitsForWords = true): Drawn =>
  partOf(module, fill, meanwhile, waitsForWords).drawn

/** Fetches a page before it is drawn, so that its first drawing is whole. */
export const ahead = (module: string, fill: Fill, meanwhile: ReactNode): Promise<unknown> =>
  partOf(module, fill, meanwhile, true).load()

const partOf = (module: string, fill: Fill, meanwhile: ReactNode, waitsForWords: boolean): Part => {
  const known = parts.get(fill)
  if (known) return known
  let found: Drawn | null = null
  let coming: Promise<unknown> | null = null
  const load = () => {
    coming ??= Promise.all([fill(), waitsForWords ? loadWords(module) : undefined])
      .then(([loaded]) => {
        // Slots and routes hand over what their name promises; the filler declares the same props.
        found = loaded.default as unknown as Drawn
      })
      .finally(() => {
        coming = null
      })
    return coming
  }
  const Made: Drawn = (props) => {
    const [, setCome] = useState(found !== null)
    const [failure, setFailure] = useState<unknown>(null)
    useEffect(() => {
      // It may have come between drawing and now: whoever asked for it earlier did not know of this place.
      if (found) return setCome(true)
      let isShown = true
      load().then(
        () => isShown && setCome(true),
        (cause: unknown) => isShown && setFailure(cause),
      )
      return () => {
        isShown = false
      }
    }, [])
    if (failure !== null) throw failure
    return found ? createElement(found, props) : meanwhile
  }
  const part = { drawn: Made, load }
  parts.set(fill, part)
  return part
}

/** `<Slot name="case-page:aside" of={theCase} />`. A filler that fails is left out; `meanwhile` keeps its place while it comes. */
export const Slot = ({ name, of, meanwhile = null }: { name: string; of?: unknown; meanwhile?: ReactNode }) => {
  const fills = useRegistry().slots.get(name) ?? []
  return fills.map(({ module, fill }) => {
    const Filled = lazily(module, fill, meanwhile, !/^(home|bar):/.test(name))
    return (
      <ErrorBoundary key={module} isSilent>
        <WordScope value={module}>
          <Suspense fallback={null}>
            <Filled of={of} />
          </Suspense>
        </WordScope>
      </ErrorBoundary>
    )
  })
}
