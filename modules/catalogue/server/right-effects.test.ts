/** A right that is granted is carried out in the same act: what was wrong is right, the account is gone, the reasons are told. */

import { Refused } from '@liren/contract'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CataloguePort, catalogue } from '../contract.ts'
import { chenNumber, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

let small: Awaited<ReturnType<typeof smallDistrict>>
let chenId: string
let accountId: string
beforeAll(async () => {
  small = await smallDistrict()
  chenId = await small.register('陈秀英', chenNumber, '13800001234')
  accountId = await small.town.work(identity, (work) =>
    work.use(identityContract).createAccount({
      loginName: 'chen',
      displayName: '陈秀英',
      kind: 'person',
      personId: chenId,
      areaCode: community,
    }),
  )
  await record('share.marriage.state', '20', '婚姻登记库')
})
afterAll(() => small.town.close())

const chen = () => small.as('resident', community, { id: accountId, personId: chenId, name: '陈秀英' })
const desk = () => small.as('dataSteward', district, { name: '林泽宇' })
const port = <T>(act: (of: CataloguePort) => Promise<T>) =>
  // The plug types ports loosely; this is the one of the catalogue.
  small.town.work(module, (work) => act(module.port?.(work) as CataloguePort))
const record = (key: string, value: unknown, source: string) =>
  port((of) => of.record({ kind: 'person', id: chenId }, [{ key, value, source }]))
const valueNow = async (key: string) =>
  (
    await port((of) =>
      of.values({ kind: 'person', id: chenId }, [key], { purpose: 'own-request', reason: '核对更正结果' }),
    )
  )[0]?.value
const ask = (kind: 'correct' | 'explain' | 'humanDecision' | 'ofTheDead' | 'closeAccount') =>
  chen().ask(catalogue, 'askRight', { body: { kind, text: '请办理' } })
type Change = { key: string; value: string }
const fulfil = (id: string, changes?: Change[]) =>
  desk().ask(catalogue, 'answerRight', {
    params: { id },
    body: { decision: 'fulfil', text: '已核实并办理', ...(changes ? { changes } : {}) },
  })
const refusal = async (asked: Promise<unknown>) => {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  return thrown instanceof Refused ? { code: thrown.problem.code, field: thrown.problem.field } : undefined
}

test('a correction changes the register and the value of the source, and she reads that it was done', async () => {
  const { id } = await ask('correct')
  expect(await refusal(fulfil(id))).toEqual({ code: 'catalogue/change-missing', field: 'changes' })
  expect(await refusal(fulfil(id, [{ key: 'person.birthOn', value: '1955-03-08' }]))).toEqual({
    code: 'catalogue/not-correctable',
    field: 'changes.0.key',
  })
  expect(await refusal(fulfil(id, [{ key: 'share.marriage.state', value: '丧偶' }]))).toEqual({
    code: 'catalogue/value-unfit',
    field: 'changes.0.value',
  })
  // Nothing was answered by what was refused.
  await fulfil(id, [
    { key: 'person.phone', value: '13800009876' },
    { key: 'share.marriage.state', value: '30' },
  ])
  expect(await valueNow('share.marriage.state')).toBe('30')
  expect(await valueNow('person.phone')).toBe('13800009876')
  const { items } = await chen().ask(catalogue, 'listMyRights', { query: {} })
  expect(items.find((one) => one.id === id)).toMatchObject({ state: 'done', answer: '已核实并办理' })
  const { rows } = await small.town.owner.query<{ facts: { keys: string[] } }>(
    `select facts from kernel_audit where object = $1 and facts->>'decision' = 'fulfil'`,
    [`right:${id}`],
  )
  expect(rows[0]?.facts.keys).toEqual(['person.phone', 'share.marriage.state'])
})

test('an explanation says what is kept and what it is used for', async () => {
  await port((of) =>
    of.registerUse({
      module: 'catalogue',
      kind: 'form',
      object: 'allowance',
      title: '高龄津贴申请表',
      keys: ['share.marriage.state'],
    }),
  )
  const { id } = await ask('explain')
  const { answer } = await fulfil(id)
  expect(answer).toContain('婚姻状况')
  expect(answer).toContain('高龄津贴申请表')
})

test('a decision by a person, and data of a relative who died, are asked for like any right and answered in words', async () => {
  for (const kind of ['humanDecision', 'ofTheDead'] as const) {
    const { id, dueAt } = await ask(kind)
    expect(dueAt).not.toBeNull()
    expect(await fulfil(id)).toMatchObject({ kind, state: 'done', answer: '已核实并办理' })
  }
})

test('who asks for the end of the account has none any more, and what the register keeps of her stays', async () => {
  const { id } = await ask('closeAccount')
  await fulfil(id)
  const { rows } = await small.town.owner.query<{ status: string }>(
    'select status from identity_accounts where id = $1',
    [accountId],
  )
  expect(rows[0]?.status).toBe('closed')
  const kept = await small.as('communityWorker', community).ask(people, 'listPersons', { query: { area: community } })
  expect(kept.items.map(({ id: personId }) => personId)).toContain(chenId)
})
