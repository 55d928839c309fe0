/** A post and a plan as the desk reads them. */
import type { Reply, RouteOf } from '@liren/contract'
import type { services } from '../../contract.ts'

export type Post = Reply<RouteOf<typeof services, 'posts'>>['items'][number]
export type Plan = Reply<RouteOf<typeof services, 'plans'>>['items'][number]
