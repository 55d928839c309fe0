/** What may leave the platform: templates of providers, login codes, and what was never declared. */
import { randomUUID } from 'node:crypto'
import { identity as identityContract } from '@liren/identity/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { notices as contract } from '../contract.ts'
import { openLetterTown } from '../testing/letter-town.ts'

const letters = await openLetterTown()
const { town, sms, person, send, withSms, template, admin } = letters
afterAll(letters.close)
beforeEach(letters.calm)

test('a login code goes out by SMS at once, whatever the hour, and is kept nowhere', async () => {
  await withSms()
  await template('sms', 'notices.code', 'SMS_CODE', [{ name: 'code', fact: 'code' }])
  town.clock.set('2026-11-23T18:00:00Z')
  const phone = '13800138007'
  await town.browser().ask(identityContract, 'askCode', { body: { phone, purpose: 'register' } })
  await town.settle()
  const got = sms.sent.find((one) => one.phone === phone)
  expect(got?.values[0]).toMatch(/^\d{6}$/)
  const { rows } = await town.owner.query(
    'select count(*)::int as count from notices_messages where phone_sealed is not null and sent_at > $1',
    ['2026-11-23T17:59:00Z'],
  )
  expect(rows[0].count).toBe(0)
})

test('a template cannot be told to send what must not leave the platform, and only the administrator tells it anything', async () => {
  const body = {
    channel: 'sms' as const,
    template: 'letters.decided',
    providerTemplate: 'SMS_1',
    parameters: [{ name: 'x', fact: 'reason' }],
  }
  await expect(admin.ask(contract, 'putTemplate', { body })).rejects.toMatchObject({
    problem: { status: 422, field: 'parameters.0.fact' },
  })
  const chen = await person('陈伟')
  await expect(chen.ask(contract, 'putTemplate', { body })).rejects.toMatchObject({ problem: { status: 403 } })
  await withSms()
  expect(
    await admin.ask(contract, 'tryChannel', { params: { channel: 'sms' }, body: { address: '13800138008' } }),
  ).toEqual({ providerId: expect.stringMatching(/^biz/) })
  await expect(
    admin.ask(contract, 'tryChannel', { params: { channel: 'sms' }, body: { address: '1' } }),
  ).rejects.toMatchObject({ problem: { code: 'notices/channel-failed' } })
  await expect(
    admin.ask(contract, 'tryChannel', { params: { channel: 'email' }, body: { address: 'a@b.cn' } }),
  ).rejects.toMatchObject({ problem: { code: 'notices/channel-off' } })
})

test('a module that sends what it never declared is a bug, found in its first test', async () => {
  await expect(
    send({ to: { accountIds: [randomUUID()] }, topic: 'letters.other', template: 'letters.moved' }),
  ).rejects.toThrow(/no module gave/)
  await expect(
    send({
      to: { accountIds: [randomUUID()] },
      topic: 'letters.progress',
      template: 'letters.moved',
      link: 'https://evil.example',
    }),
  ).rejects.toThrow(/path on this platform/)
})
