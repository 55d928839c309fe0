/** What happened to a case, newest first, each step with its own photos. */
import { Photos } from '@liren/files/web/photos.tsx'
import { Timeline, useTimes, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'
import { asShown } from './case-photos.tsx'
import { useReceipts } from './use-receipts.ts'

type Step = CaseView['matter']['steps'][number]

const text = (facts: Step['facts'], ...keys: readonly string[]) =>
  keys.flatMap((key) => (typeof facts[key] === 'string' && facts[key] !== '' ? [facts[key]] : []))

/** The word of a step: the module's own moves, else the spine's. */
export const useStepWord = () => {
  const t = useWords('cases')
  return (move: string) => {
    const own = `process.case-handling.move.${move}`
    const word = t(own)
    if (word !== own) return word
    const general = t(`matters:step.${move}`)
    return general === `matters:step.${move}` ? t('screen.timeline') : general
  }
}

export const CaseTimeline = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const word = useStepWord()
  const receipt = useReceipts(of)
  const { steps } = of.matter
  const last = steps.at(-1)?.seq
  const saidIn = ({ facts }: Step) => [
    ...text(facts, 'outcome').map((outcome) => t(`outcome.${outcome}`)),
    ...text(facts, 'reason').map((reason) => {
      const known = t(`declineReason.${reason}`)
      return known === `declineReason.${reason}` ? reason : known
    }),
    ...text(facts, 'text', 'note', 'because'),
    ...text(facts, 'ground').map((ground) => t('screen.outcome.ground', { ground })),
    ...text(facts, 'referredTo').map((unit) => t('screen.outcome.referredTo', { unit })),
    ...text(facts, 'toUnit').map((unit) => t('screen.toUnit', { unit })),
  ]
  return (
    <Timeline
      label={t('screen.timeline')}
      of={steps.toReversed().map((step) => {
        const photos = of.evidence.filter(({ id }) => step.move !== 'opened' && step.fileIds.includes(id)).map(asShown)
        const heard = receipt(step.seq)
        const said = [...saidIn(step), ...(heard ? [heard] : [])]
        return {
          id: String(step.seq),
          at: [when(step.at), step.actorName].filter(Boolean).join(' · '),
          title: word(step.move),
          text:
            said.length + photos.length > 0 ? (
              <>
                {said.map((line) => (
                  <p key={line}>{line}</p>
                ))}
                <Photos of={photos} label={t('screen.photos')} />
              </>
            ) : null,
          tone: step.move === 'overdue' ? 'overdue' : step.seq === last ? 'main' : 'done',
        }
      })}
    />
  )
}
