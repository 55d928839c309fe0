/** Why the platform itself looked is said in the reader's language; what a person wrote stays as they wrote it. */
import { sayAgain } from '@liren/kernel'
import { givesReason } from '../reason-keys.ts'

const again = sayAgain(givesReason)

export const inReadersWords = <T extends { readonly reason: string }>(
  work: Parameters<typeof again>[0],
  looks: readonly T[],
): T[] => looks.map((look) => ({ ...look, reason: again(work, look.reason) }))
