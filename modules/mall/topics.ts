/** What the mall tells people outside their screens. */
import type { GivenTopics } from '@liren/notices/contract'

/**
 * For those who keep the mall of a community: a day on which shop and ledger differ. For whoever reserved: the last day but one, what was
 * not collected, what was given back at the counter.
 */
export const mallTopics = {
  topics: [
    { name: 'days', kind: 'work', templates: { differs: { outside: [] } } },
    {
      name: 'reservations',
      kind: 'optional',
      templates: { collect: { outside: [] }, lapsed: { outside: [] }, refunded: { outside: [] } },
    },
  ],
} as const satisfies GivenTopics
