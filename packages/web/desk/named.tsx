/** A name that only another module knows, asked through a slot; the code itself where nobody says. */
import { useRegistry } from '../registry.ts'
import { Slot } from '../slot.tsx'

/** `area`: where it is said, for names that differ from place to place. */
export const Named = ({ slot, code, area = null }: { slot: string; code: string; area?: string | null }) => {
  const { slots } = useRegistry()
  return slots.has(slot) ? <Slot name={slot} of={{ code, area }} /> : code
}
