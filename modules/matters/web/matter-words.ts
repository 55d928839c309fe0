/** Words about matters of any module: states and moves are said by the module whose process it is. */
import { useLook, useRegistry, useWords } from '@liren/web'
import { useCallback } from 'react'
import type { BothWords } from '../contract.ts'

/** What words need of a matter. */
export type Worded = {
  readonly module: string
  readonly process: string
  readonly state: string
  readonly phase: string
  /** What the community called the states and moves it added. */
  readonly added?: {
    readonly states: Readonly<Record<string, BothWords>>
    readonly moves: Readonly<Record<string, BothWords>>
  }
  /** In a row: what it called the state the matter is in, if it added it. */
  readonly stateWord?: BothWords | null
}

const acts = new Set(['opened', 'assigned', 'merged', 'voided'])

/** `state(matter)`, `move(matter, 'fix')`, `clock(matter, 'handle')` in the reader's language. */
export const useMatterWords = () => {
  const t = useWords('matters')
  const { locale } = useLook()
  const state = useCallback(
    (matter: Worded, name = matter.state) => {
      if (name === 'voided' || name === 'merged') return t(`matters:state.${name}`)
      const own = matter.added?.states[name] ?? (name === matter.state ? matter.stateWord : null)
      if (own) return own[locale]
      const key = `${matter.module}:process.${matter.process}.state.${name}`
      const word = t(key)
      // A state the module has no word for was added by a community, or is kept from residents: the phase says enough.
      return word === key ? t(`matters:phase.${matter.phase}`) : word
    },
    [t, locale],
  )
  const move = useCallback(
    (matter: Worded, name: string) => {
      const given = matter.added?.moves[name]
      if (given) return given[locale]
      const key = `${matter.module}:process.${matter.process}.move.${name}`
      const own = acts.has(name) ? key : t(key)
      if (own !== key) return own
      // A note of another module, `connectors/handedOver`, has its word there.
      const [from, what] = name.split('/')
      if (what !== undefined) return t(`${from}:step.${what}`)
      const general = t(`matters:step.${name}`)
      return general === `matters:step.${name}` ? name : general
    },
    [t, locale],
  )
  const clock = useCallback(
    (matter: Worded, name: string) => {
      const key = `${matter.module}:process.${matter.process}.clock.${name}`
      const word = t(key)
      return word === key ? t('matters:step.dueSoon') : word
    },
    [t],
  )
  return { t, state, move, clock }
}

/** Where a matter is shown: the page of its module (`/cases/:id`) where this board has one, else the general page. */
export const useMatterLink = () => {
  const { pages } = useRegistry()
  return useCallback(
    (matter: { readonly id: string; readonly module: string }) =>
      pages.some((page) => page.path === `/${matter.module}/:id`)
        ? `/${matter.module}/${matter.id}`
        : `/matters/${matter.id}`,
    [pages],
  )
}
