/** Slot `matters:acts`: acts of the spine as quiet buttons, for pages of other modules that draw some of them themselves. */
import type { Act, MatterView } from '../../contract.ts'
import { ActButtons } from '../act-buttons.tsx'
import { AfterButtons } from '../after-buttons.tsx'

export default function Acts({ of }: { of: { readonly matter: MatterView; readonly without: readonly Act[] } }) {
  return (
    <>
      <ActButtons of={of.matter} without={of.without} />
      <AfterButtons of={of.matter} />
    </>
  )
}
