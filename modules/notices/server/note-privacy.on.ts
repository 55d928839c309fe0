/** Keeps which version of the privacy notice somebody saw when they registered. */
import { identity } from '@liren/identity/contract'
import { listen } from '@liren/kernel'
import { notices } from '../contract.ts'
import { privacyStore } from './store-privacy.ts'

export const notePrivacy = listen(
  notices,
  identity,
  'registered',
  'note-privacy',
  async (work, { accountId, privacyVersion }, told) => {
    if (privacyVersion !== null) await privacyStore(work.db).see('register', accountId, privacyVersion, told.at)
  },
  ({ privacyVersion }) => privacyVersion !== null,
)
