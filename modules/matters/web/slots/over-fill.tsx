/** Slot `matters:over-fill`: the reason, or the question to the leader, where a unit has had its fill. */
import type { ComponentProps } from 'react'
import { OverFill } from '../parts/over-fill.tsx'

export default function Fill({ of }: { of: ComponentProps<typeof OverFill> }) {
  return <OverFill {...of} />
}
