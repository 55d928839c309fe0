/** Slot `matters:chips`: state, clock, grade and supervision of a matter, and what waits on this device, for pages of other modules. */
import type { MatterView } from '../../contract.ts'
import { KeptMoves } from '../kept-moves.tsx'
import { MatterChips } from '../matter-body.tsx'

export default function Chips({ of }: { of: MatterView }) {
  return (
    <>
      <MatterChips of={of} />
      <KeptMoves of={of} />
    </>
  )
}
