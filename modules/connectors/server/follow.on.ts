/** What happens to a case that came from a peer is told to that peer, step by step in the order of its timeline. */
import { listen, type Work } from '@liren/kernel'
import { type MatterRow, matters, type Opening, type Step } from '@liren/matters/contract'
import { connectors } from '../contract.ts'
import { categoryFor, type Status, type StatusMap, statuses, statusOf, toPeer } from '../exchange.ts'
import { photosFor } from './photos.ts'
import { queue } from './queue.ts'
import { type PeerRow, store } from './store.ts'

type ConnectorsWork = Work<typeof connectors>

const ends: readonly string[] = ['declined', 'voided']

/** What public steps up to this one last said under a name: the handler's words and outcome, or why it was not taken on. */
const said = (steps: readonly Step[], upTo: number, name: string) =>
  steps
    .filter(({ isPublic, seq }) => isPublic && seq <= upTo)
    .flatMap(({ facts }) => (typeof facts[name] === 'string' ? [facts[name]] : []))
    .at(-1) ?? ''

/** What a step is to the other side; null where it is nobody else's affair. */
const newsIn = (
  step: Step,
  before: string,
): { readonly kind: 'case.status' | 'case.result' | 'case.return'; readonly status: Status } | null => {
  if (step.seq === 1) return { kind: 'case.status', status: 'received' }
  if (ends.includes(step.toState)) return before === 'returned' ? null : { kind: 'case.return', status: 'returned' }
  const status = statusOf(step.toState)
  if (status) return status === before ? null : { kind: 'case.status', status }
  const isOver = step.toState === 'closed' || step.toState === 'merged'
  return isOver && before !== 'closed' ? { kind: 'case.result', status: 'closed' } : null
}

/**
 * Tells all that the timeline holds and the peer has not heard. Events may arrive out of order; the timeline does not, so
 * each of them tells whatever is due.
 */
const tell = async (work: ConnectorsWork, matterId: string) => {
  const link = await store(work.db).lockLink(matterId)
  if (!link) return
  const [matter] = await work.use(matters).rows([matterId])
  if (!matter) return
  const peer = (await store(work.db).peers()).find(({ id }) => id === link.peerId)
  const steps = await work.use(matters).steps(matterId)
  const about = { ref: matter.number, yourRef: link.ref }
  let { status } = link
  for (const step of steps.filter(({ seq }) => seq > link.toldSeq)) {
    const news = newsIn(step, status)
    if (!news) continue
    status = news.status
    const text = said(steps, step.seq, 'text')
    if (news.kind === 'case.status')
      await queue(work, link, news.kind, { ...about, status: toPeer(peer?.statusMap ?? {}, news.status) })
    else if (news.kind === 'case.return')
      await queue(work, link, news.kind, { ...about, reason: text.slice(0, 400) || step.toState })
    else {
      const outcome = said(steps, step.seq, 'outcome') || 'fixed'
      // What it looks like now goes with the answer: photos of the steps since it was signed for.
      const shown = steps.flatMap((one) => (one.isPublic && one.seq > 1 && one.seq <= step.seq ? one.fileIds : []))
      const photos = await photosFor(work, link, shown.toReversed())
      await queue(work, link, news.kind, { ...about, outcome, text: text || '—', ...photos })
    }
  }
  await store(work.db).setLink(link.id, { status, number: matter.number, toldSeq: steps.at(-1)?.seq ?? link.toldSeq })
}

export const follow = (['opened', 'moved', 'closed', 'merged'] as const).map((event) =>
  listen(connectors, matters, event, `tell-peer-${event}`, async (work, { matterId, process }) => {
    if (!work.use(matters).processes().get(process)?.isReport) return
    await tell(work, matterId)
    if (event !== 'opened') await store(work.db).settleAnswers(matterId, work.now)
  }),
)

/** More time was granted: the peer that gave us the case hears until when, under the status it knows. */
export const tellDelay = listen(
  connectors,
  matters,
  'decided',
  'tell-peer-delay',
  async (work, { matterId }) => {
    const link = await store(work.db).lockLink(matterId)
    const [matter] = link ? await work.use(matters).rows([matterId]) : []
    if (!link || !matter?.dueAt) return
    const peer = (await store(work.db).peers()).find(({ id }) => id === link.peerId)
    const status = statuses.find((one) => one === link.status) ?? 'received'
    await queue(work, link, 'case.status', {
      ref: matter.number,
      yourRef: link.ref,
      status: toPeer(peer?.statusMap ?? ({} satisfies StatusMap), status),
      dueAt: new Date(matter.dueAt).toISOString(),
    })
  },
  ({ kind, isGranted }) => kind === 'delay' && isGranted,
)

/** A matter a person hands over, as a peer is told of it: in its own words for the category, and where it is. */
export const toldOf = (matter: MatterRow, opening: Opening, peer: Pick<PeerRow, 'categoryMap'>) => ({
  ref: matter.number,
  areaCode: matter.areaCode,
  ...(matter.address ? { address: matter.address } : {}),
  ...(opening.lon !== null && opening.lat !== null
    ? { place: { lon: opening.lon, lat: opening.lat, crs: 'cgcs2000' as const } }
    : {}),
  ...(opening.kindCode ? { category: categoryFor(peer.categoryMap, opening.kindCode) } : {}),
  ...(matter.orderKind ? { orderKind: matter.orderKind } : {}),
  ...(matter.dueAt ? { dueAt: new Date(matter.dueAt).toISOString() } : {}),
  isUrgent: matter.grade >= 3,
})
