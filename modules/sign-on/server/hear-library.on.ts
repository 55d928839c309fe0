/** Hears from the tool library which linked tools there are and where they are used; without a library, nobody signs on. */
import { hear } from '@liren/kernel'
import { signOn } from '../contract.ts'
import { gone, Installed, noted, Used, usedHere, Withdrawn } from './library-facts.ts'

export const noteClient = hear(signOn, 'tool-library/installed', Installed, 'note-client', (work, fact, told) =>
  noted(work, fact, told.at),
)
export const noteClientUse = hear(signOn, 'tool-library/used', Used, 'note-client-use', usedHere)
export const dropClient = hear(signOn, 'tool-library/withdrawn', Withdrawn, 'drop-client', (work, fact, told) =>
  gone(work, fact, told.at),
)
