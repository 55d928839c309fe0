/** Every hour what ran out is gone; every night it is seen whether the keys are old. */
import { job } from '@liren/kernel'
import { signOn } from '../contract.ts'
import { rotateKeys } from './signing-keys.ts'
import { tokenStore } from './store.ts'

export const sweep = job(signOn, 'sweep', { cron: '17 * * * *' }, async (work) => {
  await tokenStore(work.db).sweep(work.now)
})

export const rotate = job(signOn, 'rotate', { cron: '40 3 * * *' }, rotateKeys)
