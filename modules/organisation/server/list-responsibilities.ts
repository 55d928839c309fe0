/** The table everybody may read: what is the firm's, the owners', the government's, and what the committee's (责任清单). */
import { answer } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { pictureOf } from './picture.ts'

export const listResponsibilities = answer(organisation, 'responsibilities', async (work) => ({
  items: [...(await pictureOf(work)).responsibilities],
}))
