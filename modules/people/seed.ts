/** Demo people. */
import type { Seed } from '@liren/kernel'
export const seed: Seed = async () => {}
