/** What points tell people about. */
import type { GivenTopics } from '@liren/notices/contract'

export const entryTopics = {
  topics: [
    {
      name: 'entries',
      kind: 'statutory',
      templates: {
        deducted: { outside: [] },
        expiring: { outside: [] },
        expiringAtHome: { outside: [] },
        frozen: { outside: [] },
        reversed: { outside: [] },
        cleared: { outside: [] },
      },
    },
  ],
} as const satisfies GivenTopics
