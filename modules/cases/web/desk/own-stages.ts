/** Stages communities added to the life of a case, by their own words: on boards they stand among the others. */
import { matters } from '@liren/matters/contract'
import { useAsk } from '@liren/web'
import { useCallback } from 'react'
import { useCaseWords } from './case-words.ts'

/** `stages`: each once, under one of its words. `stageWord`: what the place of a row calls its state. */
export const useOwnStages = () => {
  const { state } = useCaseWords()
  const { data } = useAsk(matters, 'ownStates', {}, { staleSeconds: 300 })
  const own = (data?.items ?? []).filter(({ process }) => process === 'case-handling')
  const stageWord = useCallback(
    (row: { readonly state: string; readonly areaCode: string }) => {
      const named = own.filter((one) => one.state === row.state)
      const here = named.find(({ areaCode }) => areaCode !== '' && row.areaCode.startsWith(areaCode.replace(/0+$/, '')))
      return (here ?? named[0])?.word ?? state(row.state)
    },
    [own, state],
  )
  return { stages: [...new Map(own.map((one) => [one.state, one])).values()], stageWord }
}
