/** Demo requests of the preset, one in each state a visitor should see. */
import { identity } from '@liren/identity/contract'
import { configOf, type Seed, secretsOf, uuidv7, type Work } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import type { mutualAid } from './contract.ts'
import type { HelpKind, HelpState } from './help-request.ts'
import { codeOf, placeOf } from './server/shown.ts'
import { store } from './server/store.ts'

type DemoRequest = {
  readonly asker: string
  readonly helper?: string
  readonly kind: HelpKind
  readonly wish: string
  readonly building: string
  readonly forWhom: 'self' | 'elder' | 'minor'
  readonly inHours: number
  readonly state: HelpState
  readonly score?: number
  readonly safety?: string
  readonly reach?: 'community' | 'street'
}
const hourMs = 3_600_000

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as Work<typeof mutualAid>
  if (!preset.has('mutual-aid/demo.json') || configOf(work).mode === 'production') return
  const { requests, pool } = await preset.read<{ requests: DemoRequest[]; pool: { area: string; hours: number }[] }>(
    'mutual-aid/demo.json',
  )
  for (const { area, hours } of pool)
    await work.use(points).fund(area, {
      source: 'mutual-aid:pool',
      key: `demo ${area}`,
      unit: 'hour',
      amount: hours,
      area,
      because: '社区注入公益池',
    })
  const personOf = async (login: string | undefined) => {
    const account = login ? await work.use(identity).accountByLogin(login) : null
    return account?.personId ? { accountId: account.id, personId: account.personId } : null
  }
  for (const demo of requests) {
    const [asker, helper] = [await personOf(demo.asker), await personOf(demo.helper)]
    const area = asker ? (await work.use(people).person(asker.personId))?.areaCode?.slice(0, 12) : null
    if (!asker || !area) continue
    const id = uuidv7()
    const startsAt = new Date(work.now.getTime() + demo.inHours * hourMs)
    const over = new Date(Math.min(startsAt.getTime() + 2 * hourMs, work.now.getTime()))
    const isOver = ['thanked', 'expired', 'withdrawn', 'declined'].includes(demo.state)
    await store(work.db).add({
      id,
      areaCode: area,
      kind: demo.kind,
      wish: demo.wish,
      building: demo.building,
      placeSealed: secretsOf(work).seal('1 座 302', placeOf(id)),
      codeSealed: secretsOf(work).seal('2580', codeOf(id)),
      forWhom: demo.forWhom,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 2 * hourMs),
      hours: 0,
      hoursFrom: null,
      safety: demo.safety ?? null,
      state: demo.state,
      askerId: asker.personId,
      askerAccountId: asker.accountId,
      helperId: helper?.personId ?? null,
      helperAccountId: helper?.accountId ?? null,
      helperArea: helper ? area : null,
      wrongCodes: 0,
      takes: helper ? 1 : 0,
      givenBackBy: [],
      isHelperPaid: demo.state === 'thanked',
      askerScore: demo.score ?? null,
      askerWords: null,
      helperScore: null,
      matterId: null,
      reach: demo.reach ?? 'community',
      groupId: null,
      people: 1,
      isUrgent: false,
      deskNote: null,
      postedAt: new Date(startsAt.getTime() - 5 * hourMs),
      takenAt: helper ? work.now : null,
      startedAt: helper && demo.state !== 'taken' ? work.now : null,
      doneAt: demo.state === 'done' || demo.state === 'thanked' ? work.now : null,
      endedAt: isOver ? over : null,
    })
  }
}
