/** A list of numbers and names held against the register: by keyed hashes, nothing opened, a footprint with everybody found. */

import { canonicalNumber, documentFault, tidyNumber } from '@liren/contract/numbers'
import { documentKinds, type NumberMatch, type PeoplePort } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { type Deed, marksOf } from './registering.ts'
import { noteLook } from './reveal.ts'
import { imports } from './store-imports.ts'

type Asked = Parameters<PeoplePort['matchNumbers']>[0]
const atOnce = 1000

const matchSome = async (work: Deed, { rows, reach }: Pick<Asked, 'rows' | 'reach'>): Promise<NumberMatch[]> => {
  const marks = marksOf(work)
  const today = dayOf(work.now)
  const read = rows.map(({ identityNumber, fullName }) => {
    const number = tidyNumber(identityNumber)
    const kinds = documentKinds.filter((kind) => documentFault(kind, number, today) === null)
    const fault = number === '' ? 'needed' : kinds.length > 0 ? null : documentFault('residentId', number, today)
    return {
      fault,
      name: fullName?.trim() ? marks.name(fullName.trim()) : null,
      marks: kinds.map((kind) => marks.identity(kind, canonicalNumber(kind, number))),
    }
  })
  const holders = await imports(work.db).holders(read.flatMap((one) => one.marks))
  return read.map((one): NumberMatch => {
    if (one.fault) return { fault: one.fault, field: 'identityNumber' }
    const holder = one.marks.flatMap((mark) => holders.get(mark) ?? [])[0]
    if (!holder || (reach && !reach.some((prefix) => holder.areaCode.startsWith(prefix)))) return { isAbsent: true }
    // A number under another name is a slip of the pen or somebody else: a human eye is needed, nobody is guessed.
    if (one.name !== null && holder.nameFingerprint !== null && one.name !== holder.nameFingerprint)
      return { fault: 'does-not-match', field: 'fullName' }
    return { personId: holder.id }
  })
}

export const matchNumbers = async (
  work: Deed,
  { rows, purpose, reason, ...only }: Asked,
): Promise<readonly NumberMatch[]> => {
  const found: NumberMatch[] = []
  for (let from = 0; from < rows.length; from += atOnce)
    found.push(...(await matchSome(work, { ...only, rows: rows.slice(from, from + atOnce) })))
  const personIds = [...new Set(found.flatMap((one) => ('personId' in one ? [one.personId] : [])))]
  await noteLook(work, { personIds, fields: ['identityNumber'], purpose, reason })
  return found
}
