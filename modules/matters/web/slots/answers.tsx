/** Slot `matters:answers`: replies to supervisions and follow-ups, for pages of other modules. */
export { Answers as default } from '../answers.tsx'
