/** What the library told before signing on was there: its linked tools become clients at once, not with their next version. */
import type { Static, TSchema } from '@liren/contract'
import { pastFacts } from '@liren/kernel'
import { compile } from '@liren/kernel/validation'
import { gone, Installed, noted, Used, usedHere, Withdrawn } from './library-facts.ts'
import type { SignOnWork } from './sign-on-work.ts'

const pageOf = 500
const ever = new Date(0)

/** Facts of old, oldest first; one of another shape than today's is passed over, as a listener would. */
const each = async <F extends TSchema>(
  work: SignOnWork,
  name: string,
  shape: F,
  act: (fact: Static<F>, at: Date) => Promise<void>,
) => {
  const fits = compile(shape, 'body')
  for (let after = 0; ; ) {
    const page = await pastFacts(work.db, name, ever, after, pageOf)
    for (const { fact, at } of page) if (fits(fact)) await act(fact as Static<F>, at)
    after = page.at(-1)?.id ?? after
    if (page.length < pageOf) return
  }
}

export const catchUp = async (work: SignOnWork): Promise<void> => {
  await each(work, 'tool-library/installed', Installed, (fact, at) => noted(work, fact, at))
  await each(work, 'tool-library/withdrawn', Withdrawn, (fact, at) => gone(work, fact, at))
  await each(work, 'tool-library/used', Used, (fact) => usedHere(work, fact))
}
