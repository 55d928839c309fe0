/** The word of a step: the module's own moves, else the spine's. */
import { useWords } from '@liren/web'

export const useStepWord = () => {
  const t = useWords('cases')
  return (move: string) => {
    const own = `process.case-handling.move.${move}`
    const word = t(own)
    if (word !== own) return word
    const general = t(`matters:step.${move}`)
    return general === `matters:step.${move}` ? t('matters:screen.timeline') : general
  }
}
