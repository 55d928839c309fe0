/** A name that only another module knows, asked through a slot; the code itself where nobody says. */
import { useRegistry } from '../registry.ts'
import { Slot } from '../slot.tsx'

export const Named = ({ slot, code }: { slot: string; code: string }) => {
  const { slots } = useRegistry()
  return slots.has(slot) ? <Slot name={slot} of={{ code }} /> : code
}
