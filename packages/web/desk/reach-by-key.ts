/** Tables from the keyboard: one wider than the screen can be scrolled, and arrows move between rows that open. */
import type { KeyboardEvent } from 'react'

/** `<div ref={reachByKey}><Table … /></div>` */
export const reachByKey = (frame: HTMLDivElement | null) => {
  frame?.querySelector('.ant-table-content')?.setAttribute('tabindex', '0')
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** From the button that opens one row to that of the next or the one before. */
export const arrowsMove = (event: KeyboardEvent<HTMLElement>) => {
  const step = steps[event.key]
  if (step === undefined) return
  const doors = [...event.currentTarget.querySelectorAll<HTMLElement>('.cell-open')]
  const here = doors.indexOf(document.activeElement as HTMLElement)
  if (here < 0) return
  event.preventDefault()
  doors[here + step]?.focus()
}
