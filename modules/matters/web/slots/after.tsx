/** Slot `matters:after`: what the office does once it is over, for pages of other modules. */
export { AfterButtons as default } from '../after-buttons.tsx'
