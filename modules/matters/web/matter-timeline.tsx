/** What happened to a matter, newest first: every step with who, when, what was said and what was shown. */
import { Chip, Timeline, useTimes } from '@liren/web'
import type { MatterView } from '../contract.ts'
import { FileStrip } from './file-strip.tsx'
import { useMatterWords } from './matter-words.ts'
import { useStepWords } from './step-words.ts'
import { useReceipts } from './use-receipts.ts'

type Told = Pick<MatterView, 'added' | 'id' | 'module' | 'process' | 'state' | 'phase' | 'steps' | 'files' | 'mayAs'>

export const MatterTimeline = ({ of }: { of: Told }) => {
  const { t, move } = useMatterWords()
  const { when } = useTimes()
  const saidIn = useStepWords()
  const receipt = useReceipts(of)
  const isStaff = of.mayAs.includes('staff')
  // The house itself acts under a name no person bears.
  const actor = (name: string) => (name === '' || name === 'system' ? (isStaff ? t('screen.system') : '') : name)
  const last = of.steps.at(-1)?.seq
  const textOf = (step: Told['steps'][number]) => {
    const heard = receipt(step.seq)
    const said = [...saidIn(of, step), ...(heard ? [heard] : [])]
    if (said.length + step.fileIds.length === 0) return null
    return (
      <>
        {said.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <FileStrip ids={step.fileIds} of={of.files} />
      </>
    )
  }
  return (
    <Timeline
      label={t('screen.timeline')}
      of={of.steps.toReversed().map((step) => ({
        id: String(step.seq),
        at: [when(step.at), actor(step.actorName)].filter(Boolean).join(' · '),
        title: (
          <>
            {move(of, step.move)} {!step.isPublic && <Chip>{t('screen.internalStep')}</Chip>}
          </>
        ),
        text: textOf(step),
        tone: step.move === 'overdue' ? 'overdue' : step.seq === last ? 'main' : 'done',
      }))}
    />
  )
}
