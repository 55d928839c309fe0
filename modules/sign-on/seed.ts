/** Run once, when a district gets this module: tools that were there before it can sign people on from then on. */
import type { Seed, Work } from '@liren/kernel'
import type { signOn } from './contract.ts'
import { catchUp } from './server/catch-up.ts'

// The kernel seeds with a work of this very module; only the type cannot say so.
export const seed: Seed = (bound) => catchUp(bound as unknown as Work<typeof signOn>)
