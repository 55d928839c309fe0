/** Thanks (表扬) reach the colleague they name: by itself where the whole name is there, else by whoever takes them in. */

import { identity } from '@liren/identity/contract'
import { answer, listen } from '@liren/kernel'
import { matters } from '../contract.ts'
import { type Colleague, named } from '../reply.ts'
import { act } from './act.ts'
import type { MattersWork } from './house.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { MatterRecord } from './tables.ts'
import { holdersAt, tell } from './telling.ts'

const most = 400

/** Staff whose work reaches the place. */
const colleaguesAt = async (work: MattersWork, areaCode: string): Promise<readonly Colleague[]> => {
  const ids = [...new Set(await holdersAt(work, matters.permissions['matter.talk'], areaCode))].slice(0, most)
  const accounts = await work.use(identity).accounts(ids)
  return accounts.map(({ id, displayName }) => ({ id, name: displayName })).sort((a, b) => a.name.localeCompare(b.name))
}
const wordsOf = ({ title, summary }: Pick<MatterRecord, 'title' | 'summary'>) => `${title} ${summary ?? ''}`

const passOn = async (
  work: MattersWork,
  matter: MatterRecord,
  parties: Parameters<typeof factOf>[2],
  to: readonly Colleague[],
) => {
  const now = await act(work, matter, 'praisePassedOn', {
    isPublic: true,
    facts: { colleagues: to.map(({ name }) => name).join('、') },
  })
  work.emit('praised', { ...factOf(work, now, parties), accountIds: to.map(({ id }) => id) }, topicsOf(parties, now))
}

export const colleagues = answer(matters, 'colleagues', async (work, { params }) => {
  const { matter, standing } = await inSight(work, params.id, false)
  if (!standing.isStaff || !mayAt(work, 'matter.talk', matter)) throw work.refuse('not-open-to-you')
  const all = await colleaguesAt(work, matter.areaCode)
  const { sure, maybe } = named(wordsOf(matter), all)
  return { items: all.map((one) => ({ ...one, isNamed: sure.includes(one.id) || maybe.includes(one.id) })) }
})

export const passPraise = answer(matters, 'passPraise', async (work, { params, body }) => {
  const { matter, parties, standing } = await inSight(work, params.id)
  if (!standing.isStaff || !mayAt(work, 'matter.talk', matter)) throw work.refuse('not-open-to-you')
  if (matter.orderKind !== 'praise' || matter.isRestricted) throw work.refuse('wrong-state', { state: matter.state })
  const all = await colleaguesAt(work, matter.areaCode)
  const to = all.filter(({ id }) => body.accountIds.includes(id))
  if (to.length < new Set(body.accountIds).size) throw work.refuse('facts-wrong', {}, 'accountIds')
  await passOn(work, matter, parties, to)
  return undefined
})

const findNamed = listen(
  matters,
  matters,
  'opened',
  'find-praised',
  async (work, fact) => {
    const whole = await matterStore(work.db).lock(fact.matterId)
    if (!whole || whole.matter.isRestricted) return
    const all = await colleaguesAt(work, fact.areaCode)
    const { sure } = named(wordsOf(whole.matter), all)
    const steps = await matterStore(work.db).steps(fact.matterId)
    const isDone = steps.some(({ move }) => move === 'praisePassedOn')
    if (sure.length > 0 && !isDone)
      await passOn(
        work,
        whole.matter,
        whole.parties,
        all.filter(({ id }) => sure.includes(id)),
      )
  },
  (fact) => fact.orderKind === 'praise' && !fact.isRestricted,
)

const tellPraised = listen(matters, matters, 'praised', 'tell-praised', async (work, fact, told) =>
  tell(work, fact, told, { topic: 'work', template: 'praised', to: fact.accountIds, isAlone: true }),
)

export const praiseListeners = [findNamed, tellPraised]
