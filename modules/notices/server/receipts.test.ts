/** What providers report back counts only with the right signature. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openLetterTown } from '../testing/letter-town.ts'

const letters = await openLetterTown()
const { town, wechat, subject, person, send, reach, at, ways, decision, withWechat, aesKey, template } = letters
afterAll(letters.close)
beforeEach(letters.calm)

test('WeChat reports, in plain and in the encrypted mode, count only with the right signature', async () => {
  await withWechat()
  await template('wechat', 'letters.decided', 'T1', [
    { name: 'character_string1', fact: 'number' },
    { name: 'thing2', fact: 'title' },
  ])
  const chen = await person('陈伟')
  await subject('wechat', chen.id, 'oChenWei2')
  wechat.pushOut()
  const { sendingId } = await send(decision(chen.id))
  await town.settle()
  // Not a follower in the eyes of WeChat: final, so the ladder goes on.
  await at('2026-11-23T04:11:00Z')
  expect(await ways(sendingId)).toContain('wechat failed')

  const timestamp = String(Math.floor(town.clock.now().getTime() / 1000))
  const sign = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')
  const hello = `/api/notices/receipts/wechat?signature=${sign('liren-token', timestamp, 'n1')}&timestamp=${timestamp}&nonce=n1&echostr=hello`
  expect(await (await town.guest.raw('GET', hello)).text()).toBe('hello')
  expect((await town.guest.raw('GET', hello.replace('nonce=n1', 'nonce=n2'))).status).toBe(403)

  await town.owner.query(
    `update notices_deliveries set status = 'sent', provider_id = '777' where channel = 'wechat' and message_id in (select id from notices_messages where sending_id = $1)`,
    [sendingId],
  )
  const xml =
    '<xml><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>777</MsgID><Status><![CDATA[success]]></Status></xml>'
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const body = Buffer.concat([
    randomBytes(16),
    Buffer.from([0, 0, 0, Buffer.byteLength(xml)]),
    Buffer.from(xml),
    Buffer.from('wx'),
  ])
  const padding = 32 - (body.length % 32)
  const sealer = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const encrypted = Buffer.concat([
    sealer.update(Buffer.concat([body, Buffer.alloc(padding, padding)])),
    sealer.final(),
  ]).toString('base64')
  const url = `/api/notices/receipts/wechat?encrypt_type=aes&timestamp=${timestamp}&nonce=n3&msg_signature=${sign('liren-token', timestamp, 'n3', encrypted)}`
  const post = (address: string, text: string) =>
    town.guest.raw('POST', address, `<xml><Encrypt><![CDATA[${text}]]></Encrypt></xml>`, { 'content-type': 'text/xml' })
  expect((await post(url.replace(/msg_signature=./, 'msg_signature=x'), encrypted)).status).toBe(403)
  expect(await (await post(url, encrypted)).text()).toBe('success')
  expect(await reach(sendingId)).toMatchObject({ delivered: 1 })
})

test('whoever stops following is counted for their community on that day, never named; a forged word counts nobody', async () => {
  const chen = await person('不再关注')
  await subject('wechat', chen.id, 'oGone')
  await town.owner.query(`update identity_accounts set area_code = '440104001001' where id = $1`, [chen.id])
  await withWechat()
  const timestamp = String(Math.floor(town.clock.now().getTime() / 1000))
  const signature = createHash('sha1').update(['liren-token', timestamp, 'n9'].sort().join('')).digest('hex')
  const say = (event: string, signed = signature) =>
    town.guest.raw(
      'POST',
      `/api/notices/receipts/wechat?signature=${signed}&timestamp=${timestamp}&nonce=n9`,
      `<xml><FromUserName><![CDATA[oGone]]></FromUserName><MsgType>event</MsgType><Event><![CDATA[${event}]]></Event></xml>`,
      { 'content-type': 'text/xml' },
    )
  expect((await say('unsubscribe', signature.replace(/^./, 'x'))).status).toBe(403)
  expect((await say('subscribe')).status).toBe(200)
  expect((await say('unsubscribe')).status).toBe(200)
  const { rows } = await town.owner.query(
    `select sum(people)::int as people from identity_registration_days where stage = 'unfollowed' and area_code = '440104001001'`,
  )
  expect(rows).toEqual([{ people: 1 }])
})
