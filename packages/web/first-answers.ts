/** Answers that a page's own HTML asked for (`apps/web/early.ts`), at hand when it is drawn first: it is then drawn once, and whole. */
import { early } from './client.ts'

const answers = new Map<string, unknown>()
/** A page asks within this time or not at all; later somebody else may be signed in. */
const lastMilliseconds = 5000

/** Reads what was asked so early and is not yet taken. */
export const readFirstAnswers = async () => {
  setTimeout(() => answers.clear(), lastMilliseconds)
  const read = async (url: string, coming: Promise<Response | undefined>) => {
    const response = await coming
    // What was refused or lost is asked for again by the page, which says why. Whoever asks otherwise than by `useAsk` finds the reply itself.
    if (response?.ok) answers.set(url, await response.clone().json())
  }
  await Promise.all([...(early ?? [])].map(([url, coming]) => read(url, coming)))
}

/** The answer of an address, once. The caller knows its shape: it is the address's own server's. */
export const takeFirstAnswer = <T>(url: () => string): T | undefined => {
  if (answers.size === 0) return undefined
  const asked = url()
  const answer = answers.get(asked)
  if (answers.delete(asked)) early?.delete(asked)
  return answer as T | undefined
}
