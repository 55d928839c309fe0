/** Slot `matters:next`: what normally comes next and until when, for pages of other modules. */
export { NextStep as default } from '../next-step.tsx'
