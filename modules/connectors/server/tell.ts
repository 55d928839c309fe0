/** People are told: what a peer answered about a case they handed over, and what did not reach a peer. */
import { Id, Type } from '@liren/contract'
import { identity } from '@liren/identity/contract'
import { hear, type Work } from '@liren/kernel'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { connectors } from '../contract.ts'
import { type LinkRow, type PeerRow, store } from './store.ts'

type ConnectorsWork = Work<typeof connectors>

export const exchangeTopics = {
  topics: [
    {
      name: 'exchange',
      kind: 'work',
      templates: { answered: { outside: [] }, givenBack: { outside: [] }, notArrived: { outside: [] } },
    },
  ],
} as const satisfies GivenTopics

/** Whoever handed it over, where they still may; else the dispatchers of the place. */
export const tellAnswer = async (
  work: ConnectorsWork,
  of: {
    readonly link: LinkRow
    readonly peer: PeerRow
    readonly messageId: string
    readonly number: string
    readonly isReturn: boolean
    readonly text: string
  },
) => {
  const { link, peer } = of
  const dispatchers = await work.use(identity).holders({ role: 'dispatcher', area: link.areaCode })
  const accountIds = link.handedById ? [link.handedById] : dispatchers
  if (accountIds.length === 0) return
  await work.use(notices).send({
    to: { accountIds },
    topic: 'connectors.exchange',
    template: of.isReturn ? 'connectors.givenBack' : 'connectors.answered',
    facts: { number: of.number, peer: peer.name, text: of.text.slice(0, 200) },
    link: `/cases/${link.matterId}`,
    object: `matter:${link.matterId}`,
    onceKey: `connectors/answer ${of.messageId}`,
  })
}

/** Told to whoever can have a look, once an hour for each peer: a line that is broken breaks many messages. */
export const tellFailed = hear(
  connectors,
  'connectors/failed',
  Type.Object({ messageId: Id, peer: Type.String(), kind: Type.String() }),
  'tell-failed',
  async (work, fact) => {
    const message = await store(work.db).message(fact.messageId)
    const peer = await store(work.db).peer(fact.peer)
    if (!message || !peer) return
    const accountIds = await work.use(identity).holders({ role: 'dispatcher', area: message.areaCode })
    if (accountIds.length === 0) return
    await work.use(notices).send({
      to: { accountIds },
      topic: 'connectors.exchange',
      template: 'connectors.notArrived',
      facts: { peer: peer.name, kind: { word: `connectors.kind.${fact.kind}` } },
      link: `/connectors/messages?state=failed&peer=${peer.code}`,
      groupKey: `connectors/failed ${peer.code}`,
      onceKey: `connectors/failed ${peer.code} ${work.now.toISOString().slice(0, 13)}`,
    })
  },
)
