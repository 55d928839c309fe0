/** When areas have changed, the next question reads them anew, though another process may have changed them. */
import { listen } from '@liren/kernel'
import { territory } from '../contract.ts'
import { forgetAtlas } from './atlas.ts'

export const reloadAreas = listen(territory, territory, 'changed', 'reload-areas', async (work, fact) => {
  if (fact.what === 'area' || fact.what === 'boundary') forgetAtlas(work)
})
