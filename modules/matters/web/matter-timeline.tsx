/** What happened to a matter, newest first: every step with who, when and what was said. */
import { Timeline, useTimes } from '@liren/web'
import type { MatterView } from '../contract.ts'
import { FileStrip } from './file-strip.tsx'
import { useMatterWords } from './matter-words.ts'

type Told = Pick<MatterView, 'module' | 'process' | 'state' | 'phase' | 'steps' | 'files'>

const said = (facts: Readonly<Record<string, unknown>>) =>
  ['note', 'what', 'reason', 'because', 'text']
    .flatMap((key) => (typeof facts[key] === 'string' ? [facts[key]] : []))
    .join(' ')

const StepText = ({ of, step }: { of: Told; step: Told['steps'][number] }) => (
  <>
    {[said(step.facts), typeof step.facts.toUnit === 'string' ? `→ ${step.facts.toUnit}` : '']
      .filter(Boolean)
      .join(' ')}
    <FileStrip ids={step.fileIds} of={of.files} />
  </>
)

export const MatterTimeline = ({ of }: { of: Told }) => {
  const { t, move } = useMatterWords()
  const { when } = useTimes()
  return (
    <Timeline
      label={t('screen.timeline')}
      of={of.steps.toReversed().map((step) => ({
        id: String(step.seq),
        at: [when(step.at), step.actorName].filter(Boolean).join(' · '),
        title: move(of, step.move),
        text: <StepText of={of} step={step} />,
        tone: step.move === 'overdue' ? 'overdue' : step.seq === of.steps.at(-1)?.seq ? 'main' : 'done',
      }))}
    />
  )
}
