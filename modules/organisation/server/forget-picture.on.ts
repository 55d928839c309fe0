/** Drops the picture in memory after a committed change, also where the change was made by another process. */
import { listen } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { forget } from './picture.ts'

export const afterUnits = listen(organisation, organisation, 'unit-changed', 'forget-units', async (work) =>
  forget(work),
)
export const afterDuties = listen(organisation, organisation, 'duties-changed', 'forget-duties', async (work) =>
  forget(work),
)
