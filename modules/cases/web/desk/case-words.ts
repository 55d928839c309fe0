/** What the desk says of a case: its stage, moves, clocks and steps, in the words of cases and of the spine. */
import type { BothWords } from '@liren/matters/contract'
import { useLook, useTimes, useWords } from '@liren/web'
import { useCallback } from 'react'
import type { CaseView } from '../../contract.ts'

/** Stages (环节) of the board, in the order a case walks through them. */
export const stages = [
  'intake',
  'verifying',
  'filing',
  'dispatching',
  'assigned',
  'handling',
  'checking',
  'closing',
] as const
export type Stage = (typeof stages)[number]
export const stageOf = (text: string | undefined) => stages.find((one) => one === text)

export const limitUnits = ['workHours', 'urgentHours', 'workDays', 'urgentDays'] as const
export type Limit = NonNullable<CaseView['category']>['limits'][string]

const of = 'process.case-handling'

export const useCaseWords = () => {
  const t = useWords('cases')
  const { list } = useTimes()
  const d = useCallback(
    (key: string, facts?: Readonly<Record<string, string | number>>) => t(`screen.desk.${key}`, facts),
    [t],
  )
  const { locale } = useLook()
  /** A state a place added is said in its own word, where the row brings one. */
  const state = useCallback(
    (name: string, own?: BothWords | null) => own?.[locale] ?? t(`${of}.state.${name}`),
    [t, locale],
  )
  const move = useCallback(
    (name: string) => {
      const own = t(`${of}.move.${name}`)
      if (own !== `${of}.move.${name}`) return own
      const step = t(`matters:step.${name}`)
      return step === `matters:step.${name}` ? t(`matters:act.${name}`) : step
    },
    [t],
  )
  const clock = useCallback((name: string) => t(`${of}.clock.${name}`), [t])
  const limit = useCallback((one: Limit) => t(`matters:limit.${one.unit}`, { amount: one.amount }), [t])
  /** The house itself acts under a name no person bears. */
  const actor = useCallback(
    (name: string) => (name === '' || name === 'system' ? t('matters:screen.system') : name),
    [t],
  )
  return { t, d, state, move, clock, limit, list, actor }
}
