/** What the mall tells people outside their screens. */
import type { GivenTopics } from '@liren/notices/contract'

/** For those who keep the mall of a community: a day on which shop and ledger differ. */
export const mallTopics = {
  topics: [{ name: 'days', kind: 'work', templates: { differs: { outside: [] } } }],
} as const satisfies GivenTopics
