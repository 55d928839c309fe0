/** Slot `matters:rate`: five levels once it is over, for whoever it was done for, on pages of other modules. */
export { RateBox as default } from '../rate-box.tsx'
