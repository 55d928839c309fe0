/** Slot `matters:timeline`: what happened, newest first, for pages of other modules. */
export { MatterTimeline as default } from '../matter-timeline.tsx'
