/** Stages communities added to the life of a case, by their own words: on boards they stand among the others. */
import { type BothWords, matters } from '@liren/matters/contract'
import { useAsk, useLook } from '@liren/web'
import { useCallback } from 'react'
import { useCaseWords } from './case-words.ts'

/** `stages`: each once, under one of its words. `stageWord`: what the place of a row calls its state. `wordOf`: a state alone. */
export const useOwnStages = () => {
  const { state } = useCaseWords()
  const { locale } = useLook()
  const { data } = useAsk(matters, 'ownStates', {}, { staleSeconds: 300 })
  const own = (data?.items ?? [])
    .filter(({ process }) => process === 'case-handling')
    .map((one) => ({ ...one, word: one.word[locale] }))
  const stageWord = useCallback(
    (row: { readonly state: string; readonly stateWord: BothWords | null }) => state(row.state, row.stateWord),
    [state],
  )
  const stages = [...new Map(own.map((one) => [one.state, one])).values()]
  const wordOf = (name: string) => stages.find((one) => one.state === name)?.word ?? state(name)
  return { stages, stageWord, wordOf }
}
