/** 智能分流 Triage: what is proposed for a report, why, and how well that went. */
import { defineContract, Nullable, Type } from '@liren/contract'

export const triage = defineContract({
  name: 'triage',
  permissions: {
    'triage.read': ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor', 'communityWorker', 'dataSteward'],
  },
  routes: {
    standing: {
      method: 'GET',
      path: '/standing',
      may: 'triage.read',
      summary: 'Whether a model has been trained, and on how many examples',
      reply: Type.Object({ isTrained: Type.Boolean(), version: Nullable(Type.String()), examples: Type.Integer() }),
    },
  },
})
