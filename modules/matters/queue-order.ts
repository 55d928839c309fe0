/** 谁先谁后 By what those who wait are served: what is due first, what waited longest, or what is gravest. Speed and fairness differ here. */

/**
 * `due`: whatever is due first, as promised to each. `waiting`: whoever waited longest, whatever was promised. `grave`: the
 * gravest first, within a grade by due time.
 */
export const queueOrders = ['due', 'waiting', 'grave'] as const
export type QueueOrder = (typeof queueOrders)[number]
