/** Reporters without an account are told by SMS, with the number and nothing else. */
import { randomUUID } from 'node:crypto'
import { matters } from '@liren/matters/contract'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { spot } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())

const texts = async (id: string) => {
  await town.settle()
  const { rows } = await town.owner.query(
    `select s.template, s.facts, count(m.phone_sealed)::int as phones from notices_sendings s join notices_messages m on m.sending_id = s.id
     where s.object = $1 and s.topic like 'cases.%' group by s.id order by s.sent_at, s.id`,
    [`matter:${id}`],
  )
  return rows
}
const decline = (id: string) =>
  who.yu.ask(cases, 'decline', { ...on(id), body: { reason: 'unclear', text: '没有看懂，也联系不上您' } })

test('a guest who left a telephone is told of the end, with the number only', async () => {
  const body = {
    id: randomUUID(),
    text: '我家楼上漏水，电话里不方便讲',
    place: spot,
    contact: { phone: '13800003333' },
  }
  const sent = await town.guest.ask(cases, 'report', { body })
  expect(await texts(sent.id)).toEqual([])
  await decline(sent.id)
  expect(await texts(sent.id)).toEqual([{ template: 'cases.guestDeclined', facts: { number: sent.number }, phones: 1 }])
})

test('whoever rang the hotline gets the number, and hears when somebody answers', async () => {
  const sent = await report(who.yu, { source: 'hotline', text: '门口积水', contact: { phone: '13800004444' } })
  expect(await texts(sent.id)).toMatchObject([{ template: 'cases.guestReceived', phones: 1 }])
  await who.yu.ask(matters, 'say', { params: { id: sent.id }, body: { text: '正在派人', isPublic: true } })
  expect((await texts(sent.id)).map((one) => one.template)).toEqual(['cases.guestReceived', 'cases.guestAnswered'])
})

test('a reporter with an account finds it in the app and is sent no text', async () => {
  const sent = await report(who.chen, { contact: { phone: '13800005555' } })
  await decline(sent.id)
  expect(await texts(sent.id)).toEqual([])
})

test('of a restricted case no telephone lights up', async () => {
  const sent = await town.guest.ask(cases, 'report', {
    body: { id: randomUUID(), text: '隔壁家暴，打老婆', place: spot, contact: { phone: '13800006666' } },
  })
  await town.settle()
  const [opened] = (await town.told('matters/opened')).filter((fact) => fact.matterId === sent.id)
  expect(opened?.isRestricted).toBe(true)
  expect(await texts(sent.id)).toEqual([])
})
