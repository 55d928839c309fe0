/** Slot `matters:thread`: talk inside a matter, for pages of other modules. */
export { Thread as default } from '../thread.tsx'
