/** 留存期限 What was sent must be provable while somebody may contest it; after three years nobody needs to know who was told what. */
import type { Work } from '@liren/kernel'
import { countOldMessages, forgetOldSendings } from './store-retention.ts'

/** In the shape the catalogue collects. */
export const retention = {
  retention: [
    {
      name: 'sent',
      keepDays: 1096,
      due: (work: object, before: Date) => countOldMessages((work as Work).db, before),
      remove: (work: object, before: Date) => forgetOldSendings((work as Work).db, before),
    },
  ],
}
