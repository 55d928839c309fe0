/** A named place on a page that other modules may fill, without the page knowing them. */
import { type ComponentType, lazy, Suspense } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import { useRegistry } from './registry.ts'
import { loadWords, WordScope } from './words.ts'

type Fill = () => Promise<{ readonly default: ComponentType<never> }>
type Drawn = ComponentType<Record<string, unknown>>
const drawn = new Map<Fill, Drawn>()

/** A component that loads with its module's words, once. */
export const lazily = (module: string, fill: Fill): Drawn => {
  const known = drawn.get(fill)
  if (known) return known
  const made = lazy(async () => {
    const [loaded] = await Promise.all([fill(), loadWords(module)])
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
    const Filled = lazily(module, fill)
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
