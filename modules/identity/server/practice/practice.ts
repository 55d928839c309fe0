/** The practice space as staff see it: open it, see as whom to practise, begin anew. */
import { answer, configOf } from '@liren/kernel'
import { identity } from '../../contract.ts'
import { originOf } from '../cookie.ts'
import type { IdentityWork } from '../enter.ts'
import { keptIn, openSpace } from './keeper.ts'

const portOf = (work: IdentityWork) => work.setting<number>('practicePort')
const addressOf = async (work: IdentityWork) => (await work.setting<string>('practiceAddress')) || null

const shown = async (work: IdentityWork) => {
  const port = await portOf(work)
  const { dataFolder, practiceOf } = configOf(work)
  // Nobody practises practising.
  if (port === 0 || practiceOf !== null)
    return { state: 'none' as const, port: null, address: null, password: null, people: [] }
  const { state, people, password } = keptIn(dataFolder)
  return { state, port, address: await addressOf(work), password, people: [...people] }
}

export const practice = answer(identity, 'practice', shown)

export const openPractice = answer(identity, 'openPractice', async (work, { body }) => {
  const port = await portOf(work)
  const { dataFolder, schema, preset, practiceOf } = configOf(work)
  if (port === 0 || practiceOf !== null) throw work.refuse('practice-closed')
  if (body.isAnew) work.must('practice.renew')
  const address = await addressOf(work)
  await openSpace(
    { dataFolder, schema, preset, port, practiceOf: `${originOf(work)}/worker/identity/practice`, address },
    body.isAnew,
  )
  work.audit({ facts: { isAnew: body.isAnew } })
  return shown(work)
})
