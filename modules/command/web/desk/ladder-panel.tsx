/** The ladder beside a case on the desk, in a panel of its own where there is something to show. */
import Ladder from '../parts/ladder.tsx'

export default function LadderPanel({ of }: { of: Parameters<typeof Ladder>[0]['of'] }) {
  return (
    <div className="panel ladder-panel">
      <Ladder of={of} />
    </div>
  )
}
