/** How triage stands here: a fresh district works by rules alone, and says so. */
import { answer } from '@liren/kernel'
import { triage } from '../contract.ts'

export const standing = answer(triage, 'standing', async () => ({ isTrained: false, version: null, examples: 0 }))
