/** What the catalogue tells people about. */
import type { GivenTopics } from '@liren/notices/contract'

export const topics = [
  {
    name: 'datasets',
    kind: 'work',
    templates: {
      datasetLate: { outside: [] },
      datasetRed: { outside: [] },
      grantEnds: { outside: [] },
      grantOver: { outside: [] },
    },
  },
  { name: 'breaches', kind: 'statutory', templates: { breach: { outside: ['number'] } } },
] as const satisfies GivenTopics['topics']
