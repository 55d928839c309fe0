/** How neighbours work together 协作指标: how many requests were met, by how many different pairs, who helps again; never a name. */
import { AreaCode, Nullable, type Static, Type } from '@liren/contract'
import { kinds } from './help-request.ts'

const figures = {
  /** Requests that ended: met, run out of time, or settled. */
  asked: Type.Integer(),
  met: Type.Integer(),
  /** 0 to 1; null where nothing ended. */
  metShare: Nullable(Type.Number()),
  /** Different pairs of asker and helper. */
  pairs: Type.Integer(),
  helpers: Type.Integer(),
  repeatHelpers: Type.Integer(),
}
export const Cooperation = Type.Object(figures)
export type Cooperation = Static<typeof Cooperation>

/** The same by month (`2026-11`), by kind, and by community where there are several; months and communities without any are left out. */
export const CooperationReport = Type.Object({
  whole: Cooperation,
  months: Type.Array(Type.Object({ month: Type.String(), ...figures })),
  kinds: Type.Array(Type.Object({ kind: Type.Enum([...kinds]), ...figures })),
  communities: Type.Array(Type.Object({ area: AreaCode, ...figures })),
})

export const noCooperation: Cooperation = { asked: 0, met: 0, metShare: null, pairs: 0, helpers: 0, repeatHelpers: 0 }
