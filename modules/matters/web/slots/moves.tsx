/** Slot `matters:moves`: moves the page has no form for, such as those a community added, as buttons drawn from the process. */
import type { MatterView } from '../../contract.ts'
import { EvidencePicker } from '../evidence-picker.tsx'
import { MoveButtons } from '../move-buttons.tsx'

export default function Moves({ of }: { of: { readonly matter: MatterView; readonly without: readonly string[] } }) {
  return <MoveButtons of={of.matter} without={of.without} evidence={(take) => <EvidencePicker onTake={take} />} />
}
