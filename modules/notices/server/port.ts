/** What other modules ask of notices, inside their own work and transaction. */
import type { Work } from '@liren/kernel'
import type { NoticesPort, notices } from '../contract.ts'
import { currentPrivacy } from './privacy.ts'
import { send } from './send.ts'
import { store } from './store.ts'
import { wordsReader } from './words-reader.ts'

export const noticesPort = (plain: Work): NoticesPort => {
  // The kernel makes this work for this module; its refusals, jobs and events are ours.
  const work = plain as Work<typeof notices>
  return {
    send: (sending) => send(work, sending),
    reach: (of) => store(work.db).reach(of),
    privacyVersion: (occasion) => currentPrivacy(work, occasion),
    wordsReader: () => wordsReader(plain),
    receipts: (of) => store(work.db).receiptsOf(of.object, of.templates),
  }
}
