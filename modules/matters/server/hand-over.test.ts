/** What a unit carries, on whatever way it came: the cap holds for all of them, and figures promise nothing hidden. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import type { Work } from '@liren/kernel'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, court, input, newcomers, openLampTown, refusal, water } from '../testing/lamp-town.ts'
import plug from './module.ts'

const { town, someone, dispatcher, leader, grid, report, read, move, fix } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
afterAll(() => town.close())
afterEach(() => capAt(0))

/** As the settings page stores it. */
const capAt = async (count: number) => {
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('matters', '', 'loadPerWeek', $1::jsonb, now())
     on conflict (module, area_code, key) do update set value = excluded.value`,
    [JSON.stringify(count)],
  )
  town.host.core.settings.forget()
}
const despiteLoad = '台风后集中抢修，已与单位商定'

describe('a unit that has had its fill this week', () => {
  test('is given no more by a dispatch, an assignment, an errand or a part split off, unless somebody says why', async () => {
    const first = await report()
    await move(dispatcher, first.id, 'dispatch', { unitId: newcomers })
    await capAt(1)
    const { id } = await report('又一盏')
    expect(await refusal(move(dispatcher, id, 'dispatch', { unitId: newcomers }))).toBe('matters/over-limit')
    const errand = {
      title: '量一量',
      standard: '量出间距',
      areaCode: area,
      address: '应元路',
      evidence: 'none' as const,
      limit: { amount: 1, unit: 'workDays' as const },
      unitId: newcomers,
    }
    const other = someone('communityWorker', '社工')
    expect(await refusal(other.ask(matters, 'openErrand', { body: errand }))).toBe('matters/over-limit')
    const split = { params: { id }, body: { title: '灯杆', unitId: newcomers } }
    expect(await refusal(dispatcher.ask(matters, 'split', split))).toBe('matters/over-limit')
    await move(dispatcher, id, 'dispatch', { unitId: water })
    const assign = { params: { id }, body: { unitId: newcomers } }
    expect(await refusal(dispatcher.ask(matters, 'assign', assign))).toBe('matters/over-limit')
    const despite = { ...assign, body: { ...assign.body, despiteLoad } }
    expect(await refusal(dispatcher.ask(matters, 'assign', despite))).toBe('matters/needs-leader')
    await leader.ask(matters, 'assign', despite)
    const third = await report('第三盏')
    const both = town.as({
      name: '兼值班长',
      roles: (['dispatcher', 'dutyLeader'] as const).map((role) => ({ role, area, unitId: null })),
    })
    await move(both, third.id, 'dispatch', { unitId: newcomers, despiteLoad })
    const told = (await read(dispatcher, third.id)).steps.at(-1)
    expect(told?.facts).toMatchObject({ despiteLoad })
  })

  test('is given more by a dispatcher whom the duty leader allowed it, for that matter and that unit alone', async () => {
    const { id } = await report('第四盏')
    const asked = (unitId = newcomers) =>
      dispatcher.ask(matters, 'ask', { params: { id }, body: { kind: 'overload', unitId, reason: despiteLoad } })
    expect(await refusal(asked())).toBe('matters/not-full')
    await capAt(1)
    const dispatch = (who: typeof dispatcher, matter = id) => move(who, matter, 'dispatch', { unitId: newcomers })
    expect(await refusal(dispatch(dispatcher))).toBe('matters/over-limit')
    expect(
      await refusal(
        grid.ask(matters, 'ask', { params: { id }, body: { kind: 'overload', unitId: newcomers, reason: '多' } }),
      ),
    ).toBe('matters/not-open-to-you')
    const request = await asked()
    expect(request).toMatchObject({ kind: 'overload', toUnitId: newcomers, state: 'asked' })
    const word = (isGranted: boolean) => ({
      params: { id: request.id },
      body: { isGranted, decision: '同意，另派两人支援' },
    })
    const colleague = someone('dispatcher', '另一位派遣员')
    expect(await refusal(colleague.ask(matters, 'decide', word(true)))).toBe('matters/needs-leader')
    expect(await refusal(dispatch(dispatcher))).toBe('matters/over-limit')
    await leader.ask(matters, 'decide', word(true))
    const other = await report('第五盏')
    expect(await refusal(dispatch(dispatcher, other.id))).toBe('matters/over-limit')
    await dispatch(dispatcher)
    const { steps, requests } = await read(dispatcher, id)
    expect(steps.map(({ move: name }) => name)).toEqual(
      expect.arrayContaining(['overloadAsked', 'overloadGranted', 'dispatch']),
    )
    expect(requests.find(({ kind }) => kind === 'overload')?.state).toBe('granted')
  })

  test('still takes back its own rework, and nobody’s report waits because it is busy', async () => {
    const { id } = await report('灯罩')
    await move(dispatcher, id, 'dispatch', { unitId: court })
    await capAt(1)
    const worker = someone('handler', '街道办', '440104000000', court)
    await fix(worker, id)
    await move(grid, id, 'fail')
    expect((await read(worker, id)).reworks).toBe(1)
    expect((await report('照样收下')).number).toMatch(/R/)
  })
})

test('what a unit carries does not betray a restricted matter to those who may not see it', async () => {
  const unit = newcomers
  const openOf = async (who: typeof leader) => {
    const { units } = await who.ask(matters, 'load', { query: {} })
    return units.find((one) => one.unitId === unit)?.open ?? 0
  }
  const queued = async (who: typeof leader) => {
    const { queues } = await who.ask(matters, 'queues', { query: { process: 'lamp' } })
    return queues.reduce((sum, one) => sum + one.open, 0)
  }
  const before = [await openOf(dispatcher), await openOf(leader), await queued(dispatcher), await queued(leader)]
  await town.work(plug, (work: Work) =>
    work
      .use(matters)
      .open({ ...input({ title: '家事求助', areaCode: area }), isRestricted: true, holder: { unitId: unit } }),
  )
  const after = [await openOf(dispatcher), await openOf(leader), await queued(dispatcher), await queued(leader)]
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([0, 1, 0, 1])
})
