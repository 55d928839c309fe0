/** A matter as it is on its first day: what was said of it, nothing yet of what becomes of it. */
import { uuidv7 } from '@liren/kernel'
import type { OpenInput } from '../port.ts'
import { type Process, stateOf } from '../process.ts'
import { known, type MattersWork } from './house.ts'
import { dueOf } from './running.ts'
import type { ClockRecord, MatterRecord } from './tables.ts'

type Birth = {
  readonly process: Process
  readonly state: string
  readonly number: string
  readonly clocks: readonly ClockRecord[]
  readonly openedAt: Date
  /** Since when it lies with its first holder, and when it last moved. */
  readonly from: Date
}

/** The record of a matter nobody has touched yet: no step is written, no hash made. */
export const freshMatter = (work: MattersWork, input: OpenInput, birth: Birth): MatterRecord => {
  const { process, state, number, clocks, openedAt, from } = birth
  const holder = input.holder ?? {}
  return {
    id: input.id ?? uuidv7(),
    number,
    process: process.name,
    module: known(work).moduleOf.get(process.name) ?? 'matters',
    subjectId: input.subjectId ?? null,
    state,
    phase: stateOf(process, state)?.phase ?? 'intake',
    title: input.title,
    summary: input.summary ?? null,
    areaCode: input.areaCode,
    cellCode: input.cellCode ?? null,
    lon: input.place?.lon ?? null,
    lat: input.place?.lat ?? null,
    address: input.address ?? null,
    kindCode: input.kindCode ?? null,
    orderKind: input.orderKind ?? null,
    source: input.source,
    grade: input.grade ?? 1,
    isPublic: (input.isPublic ?? false) && !input.isRestricted,
    publicTitle: input.publicTitle ?? null,
    isRestricted: input.isRestricted ?? false,
    holderUnitId: holder.unitId ?? null,
    holderUnitName: holder.unitName ?? null,
    holderAccountId: holder.accountId ?? null,
    holderName: holder.accountName ?? null,
    heldSince: holder.unitId || holder.accountId ? from : null,
    unitSince: holder.unitId ? from : null,
    handledBy: [],
    dueAt: dueOf(clocks),
    stepCount: 0,
    headHash: '',
    hops: 0,
    returns: 0,
    returnsBefore: 0,
    passedOn: null,
    excludedBecause: null,
    reworks: 0,
    reopens: 0,
    isArbitrated: false,
    supervision: null,
    suspendedAt: null,
    reviewOn: null,
    parentId: input.parentId ?? null,
    mergedIntoId: null,
    outcome: null,
    rating: null,
    openedAt,
    movedAt: from,
    closedAt: null,
    archivedAt: null,
  }
}
