/** What the unit page's route answers with, for the views of it. */
import type { Reply, RouteOf } from '@liren/contract'
import type { organisation } from '../../contract.ts'

export type UnitPage = Reply<RouteOf<typeof organisation, 'unit'>>
