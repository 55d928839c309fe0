/** A named place on a page that other modules may fill, without the page knowing them. */
import { type ComponentType, lazy, Suspense } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import { useRegistry } from './registry.ts'
import { loadWords, WordScope } from './words.ts'

type Fill = () => Promise<{ readonly default: ComponentType<never> }>
type Drawn = ComponentType<Record<string, unknown>>
const drawn = new Map<Fill, Drawn>()

/** A component that loads once; pages wait for their module's words, small parts on a home page ask for them as they speak. */
export const lazily = (module: string, fill: Fill, waitsForWords = true): Drawn => {
  const known = drawn.get(fill)
  if (known) return known
  const made = lazy(async () => {
    const [loaded] = await Promise.all([fill(), waitsForWords ? loadWords(module) : undefined])
    // Slots and routes hand over what their name promises; the filler declares the same props.
    return { default: loaded.default as unknown as Drawn }
  })
  drawn.set(fill, made)
  return made
}

/** `<Slot name="case-page:aside" of={theCase} />`. A filler that fails is left out. */
export const Slot = ({ name, of }: { name: string; of?: unknown }) => {
  const fills = useRegistry().slots.get(name) ?? []
  return fills.map(({ module, fill }) => {
    const Filled = lazily(module, fill, !/^(home|bar):/.test(name))
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
