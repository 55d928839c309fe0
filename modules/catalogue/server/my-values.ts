/** 我的数据 What departments told about me. */
import { answer } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { type Deed, dictionaryOf, ownPersonId } from './deed.ts'
import { valuesOf } from './values.ts'

/** The whole of it for one person: what is held, nothing empty. */
export const heldFor = async (work: Deed, personId: string) => {
  const keys = [...(await dictionaryOf(work)).values()]
    .filter(({ held, key }) => held === 'shared' && !key.startsWith('enterprise.'))
    .map(({ key }) => key)
  const values = await valuesOf(work, { kind: 'person', id: personId }, keys, {
    purpose: 'own-request',
    reason: work.words('catalogue.screen.ownReason'),
  })
  return values.filter(({ value }) => value !== null)
}

export const listMyValues = answer(catalogue, 'listMyValues', async (work) => ({
  items: await heldFor(work, ownPersonId(work)),
}))
