/** Slot `matters:clock`: time left or overdue, for rows of other modules. */
export { ClockChip as default } from '../clock-chip.tsx'
