/** A place for whoever proposes what a case is and whose it is (`case:advice`); what is proposed is taken with one tap. */
import { matters } from '@liren/matters/contract'
import { Slot, useSend } from '@liren/web'
import { useRef } from 'react'
import { type CaseView, cases } from '../../contract.ts'

const stale = [[cases], [matters]] as const

/** A part of the report, with every photo of it: which shows what, nobody has said. Under the same id, sent twice it is one part. */
export const partOf = (of: CaseView, partId: string, text: string, categoryCode: string | null) => ({
  params: { id: of.matter.id },
  body: {
    id: partId,
    text,
    ...(categoryCode ? { categoryCode } : {}),
    photos: of.evidence.flatMap(({ part, id, hiddenBecause }) => (part === 'report' && !hiddenBecause ? [id] : [])),
  },
})

export const CaseAdvice = ({ of, onDone }: { of: CaseView; onDone?: (act: string) => void }) => {
  const accept = useSend(cases, 'accept', { stale, then: () => onDone?.('accept') })
  const dispatch = useSend(cases, 'dispatch', { stale, then: () => onDone?.('dispatch') })
  const splitOff = useSend(cases, 'splitOff', { stale, then: () => onDone?.('split') })
  // One id for each proposed part, so that pressing again after a lost answer makes no second case of it.
  const partIds = useRef(new Map<string, string>())
  const partIdOf = (text: string) => {
    const key = `${of.matter.id} ${text}`
    const known = partIds.current.get(key) ?? crypto.randomUUID()
    partIds.current.set(key, known)
    return known
  }
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
          ? (
              categoryCode: string,
              leastGrade?: 1 | 2 | 3 | 4,
              place?: { readonly lon: number; readonly lat: number },
            ) =>
              accept.now({
                params: { id },
                body: { seen, categoryCode, ...(leastGrade ? { leastGrade } : {}), ...(place ? { place } : {}) },
              })
          : null,
        splitOff: acts.includes('split')
          ? (text: string, categoryCode: string | null) => splitOff.soon(partOf(of, partIdOf(text), text, categoryCode))
          : null,
        takeUnit: may('dispatch')
          ? (unitId: string, supporting: readonly { readonly unitId: string; readonly task: string }[] = []) =>
              dispatch.now({
                params: { id },
                body: { seen, unitId, ...(supporting.length > 0 ? { supporting: [...supporting] } : {}) },
              })
          : null,
      }}
    />
  )
}
