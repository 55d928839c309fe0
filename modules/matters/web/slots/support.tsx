/** Slot `matters:support`: what is open to whoever reads with one supporting unit's part, for pages that list supporters themselves. */
import type { MatterView } from '../../contract.ts'
import { SupportButton } from '../support-button.tsx'

type Of = {
  readonly matter: MatterView
  readonly helper: MatterView['helpers'][number]
  /** The page has a form of its own for the supporting unit itself. */
  readonly leadOnly?: boolean
}

export default function Support({ of }: { of: Of }) {
  return <SupportButton of={of.matter} helper={of.helper} leadOnly={of.leadOnly ?? false} />
}
