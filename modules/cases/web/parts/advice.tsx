/** A place for whoever proposes what a case is and whose it is (`case:advice`); what is proposed is taken with one tap. */
import { matters } from '@liren/matters/contract'
import { Slot, useSend } from '@liren/web'
import { type CaseView, cases } from '../../contract.ts'

const stale = [[cases], [matters]] as const

export const CaseAdvice = ({ of, onDone }: { of: CaseView; onDone?: (act: string) => void }) => {
  const accept = useSend(cases, 'accept', { stale, then: () => onDone?.('accept') })
  const dispatch = useSend(cases, 'dispatch', { stale, then: () => onDone?.('dispatch') })
  const { id, seen, moves, acts, closedAt } = of.matter
  const may = (...names: readonly string[]) => moves.some(({ name }) => names.includes(name))
  return (
    <Slot
      name="case:advice"
      of={{
        id,
        text: of.text,
        isOpen: closedAt === null,
        acts,
        takeCategory: may('accept')
          ? (categoryCode: string) => accept.now({ params: { id }, body: { seen, categoryCode } })
          : null,
        takeUnit: may('dispatch') ? (unitId: string) => dispatch.now({ params: { id }, body: { seen, unitId } }) : null,
      }}
    />
  )
}
