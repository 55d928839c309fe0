/** What the centre gives to notices: its topics, its templates, and which facts of them may leave the platform. */
import type { GivenTopics } from '@liren/notices/contract'

const numberOnly = { outside: ['number'] }

export const noticeTopics = {
  topics: [
    {
      name: 'call',
      kind: 'emergency',
      templates: {
        called: numberOnly,
        answered: { outside: ['number', 'by'] },
        exhausted: numberOnly,
        conferred: numberOnly,
        callHidden: { outside: [] },
      },
    },
    {
      name: 'score',
      kind: 'work',
      templates: { scored: { outside: ['name', 'month'] } },
    },
    {
      name: 'alert',
      kind: 'work',
      templates: {
        alerted: { outside: ['rule', 'area'] },
        alertedCase: { outside: ['rule', 'number'] },
        alertHidden: { outside: [] },
      },
    },
  ],
} as const satisfies GivenTopics
