/** A case given back or taken up again lies with the command centre, whose dispatcher finds the next hands. */
import { listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { commandCentre } from './moves.ts'

export const takeBack = listen(
  cases,
  matters,
  'moved',
  'take-back',
  async (work, { matterId, areaCode }) => {
    const [matter] = await work.use(matters).rows([matterId])
    if (matter?.state !== 'dispatching' || matter.holderUnitId !== null) return
    await work.use(matters).assign(matterId, await commandCentre(work, areaCode))
  },
  (fact) => fact.process === 'case-handling' && fact.state === 'dispatching' && fact.holderUnitId === null,
)
