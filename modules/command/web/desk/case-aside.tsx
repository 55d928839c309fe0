/** Beside a case on the desk: its ladder and what steers it, each in a panel of its own where there is something to show. */
import EffortPart from '../parts/effort.tsx'
import Ladder from '../parts/ladder.tsx'
import { SteerPanel } from './steer-panel.tsx'
import './steer.css'

export default function CaseAside({ of }: { of: Parameters<typeof SteerPanel>[0]['of'] }) {
  return (
    <>
      <div className="panel ladder-panel">
        <Ladder of={of} />
      </div>
      <div className="panel ladder-panel">
        <SteerPanel of={of} />
      </div>
      <div className="panel ladder-panel">
        <EffortPart of={{ kind: 'case', id: of.matter.id }} />
      </div>
    </>
  )
}
