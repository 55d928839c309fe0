/** A tool made due from above is taken up where the demand stands, and by that in every community below; with the demand it ends. One recommended is put before them. */
import { Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import { recommendedStore } from './store-recommended.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'
import { tellUse } from './tell-use.ts'

const Demand = { areaCode: Type.String(), tileId: Type.String(), kind: Type.String() }
const Mandated = Type.Object({ ...Demand, untilOn: Type.Optional(Type.Union([Type.String(), Type.Null()])) })
const Recommended = Type.Object({
  ...Mandated.properties,
  issuer: Type.String(),
  reason: Type.String(),
})
const Ended = Type.Object(Demand)

const isRecommended = ({ kind, tileId }: { readonly kind: string; readonly tileId: string }) =>
  kind === 'recommended' && !tileId.startsWith('native:')

const isTool = ({ kind, tileId }: { readonly kind: string; readonly tileId: string }) =>
  kind === 'mandatory' && !tileId.startsWith('native:')

export const takeUpDue = hear(
  toolLibrary,
  'launcher/mandated',
  Mandated,
  'take-up-due',
  async (work, fact) => {
    const tool = await toolStore(work.db).lockTool(fact.tileId)
    const version = tool && (await toolStore(work.db).version(tool.id, tool.latest))
    if (!tool || version?.state !== 'published') return
    const uses = useStore(work.db)
    const there = await uses.lockUse(tool.id, fact.areaCode)
    if (there?.isOn && there.mandate !== null) {
      // Demanded again, prolonged or shortened: what was laid down stays laid down, until the new day.
      if (there.mandate === 'laid') await uses.setUntil(tool.id, fact.areaCode, fact.untilOn ?? null)
    } else {
      // What somebody took up here by themselves stays by their own terms; it only cannot be left while it is due.
      if (!there?.isOn)
        await uses.keep({
          toolId: tool.id,
          areaCode: fact.areaCode,
          mode: 'cite',
          version: tool.latest,
          untilOn: fact.untilOn ?? null,
          unitId: null,
          at: work.now,
          by: null,
        })
      await uses.setMandate(tool.id, fact.areaCode, there?.isOn ? 'kept' : 'laid')
    }
    await tellUse(work, tool.id, fact.areaCode)
  },
  isTool,
)

export const leaveWhatWasDue = hear(
  toolLibrary,
  'launcher/mandate-ended',
  Ended,
  'leave-what-was-due',
  async (work, fact) => {
    const uses = useStore(work.db)
    const there = await uses.lockUse(fact.tileId, fact.areaCode)
    if (!there?.mandate) return
    await uses.setMandate(fact.tileId, fact.areaCode, null)
    if (there.mandate === 'laid') await uses.setOn(fact.tileId, fact.areaCode, false, work.now)
    await tellUse(work, fact.tileId, fact.areaCode)
  },
  isTool,
)

export const keepRecommended = hear(
  toolLibrary,
  'launcher/mandated',
  Recommended,
  'keep-recommended',
  (work, { tileId, areaCode, issuer, reason, untilOn }, { at }) =>
    recommendedStore(work.db).keep({ toolId: tileId, areaCode, issuer, reason, untilOn: untilOn ?? null, at }),
  isRecommended,
)

export const dropRecommended = hear(
  toolLibrary,
  'launcher/mandate-ended',
  Ended,
  'drop-recommended',
  (work, { tileId, areaCode }) => recommendedStore(work.db).drop(tileId, areaCode),
  isRecommended,
)
