/** Slot `matters:chips`: state, clock, grade and supervision of a matter, for pages of other modules. */
export { MatterChips as default } from '../matter-body.tsx'
