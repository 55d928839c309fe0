/** A peer as the desk shows it. */
import type { Reply, RouteOf } from '@liren/contract'
import type { connectors } from '../../contract.ts'

export type PeerView = Reply<RouteOf<typeof connectors, 'peers'>>['items'][number]
