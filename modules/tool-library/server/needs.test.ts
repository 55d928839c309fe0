/** What is wanted: said by those who live there, seconded by them alone, ordered by residents, and answered by versions. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { far, here, openTown, there } from '../testing/town.ts'

let open: Awaited<ReturnType<typeof openTown>>
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

beforeAll(async () => {
  open = await openTown()
})
afterAll(() => open.town.close())

test('somebody says what is needed, neighbours second it once each, and what is most wanted stands first', async () => {
  const first = await open.resident().ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '想借轮椅', evidence: '楼里三位老人出院后都要用', serves: 'resident' },
  })
  const second = await open.resident().ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '想借电钻', evidence: '一年用一次，家家都买', serves: 'resident' },
  })
  const lin = open.resident()
  for (let time = 0; time < 3; time += 1) await lin.ask(toolLibrary, 'voteNeed', { params: { id: second.id } })
  const { items } = await open.town.guest.ask(toolLibrary, 'needs', { query: {} })
  expect(items.map(({ id, votes }) => [id, votes])).toEqual([
    [second.id, 2],
    [first.id, 1],
  ])
  // Of what kind they are and where is told; who, never.
  expect(items[0]).toMatchObject({ askedBy: 'resident', areaName: here })
})

test('residents’ votes alone make the order; what is demanded from above stands beside it with who demands it, and moves nothing', async () => {
  const order = async () =>
    (await open.town.guest.ask(toolLibrary, 'needs', { query: { serves: 'resident' } })).items.map(({ id }) => id)
  const before = await order()
  const demand = { area: here, title: '签约率七成', evidence: '年度考核', serves: 'management' } as const
  expect(
    await refusal(open.resident().ask(toolLibrary, 'askNeed', { body: { ...demand, issuer: '市里' } })),
  ).toMatchObject({
    status: 403,
  })
  expect(await refusal(open.admin().ask(toolLibrary, 'askNeed', { body: demand }))).toMatchObject({ field: 'issuer' })
  const asked = await open.admin().ask(toolLibrary, 'askNeed', { body: { ...demand, issuer: '市卫健委' } })
  for (let time = 0; time < 5; time += 1) {
    await open.worker().ask(toolLibrary, 'voteNeed', { params: { id: asked.id } })
    await open.worker().ask(toolLibrary, 'voteNeed', { params: { id: before[1] ?? '' } })
  }
  expect(await order()).toEqual(before)
  const { items } = await open.town.guest.ask(toolLibrary, 'needs', { query: { serves: 'management' } })
  expect(items).toMatchObject([{ id: asked.id, issuer: '市卫健委', votes: 0, staffVotes: 6 }])
  const all = await open.town.guest.ask(toolLibrary, 'needs', { query: {} })
  expect(all.items.at(-1)?.id).toBe(asked.id)
})

test('neighbours of other communities neither ask here nor weigh what is wanted here; above and below is one place', async () => {
  const [wanted] = (await open.town.guest.ask(toolLibrary, 'needs', { query: { area: here, serves: 'resident' } }))
    .items
  if (!wanted) throw new Error('nothing is wanted')
  const params = { id: wanted.id }
  const seen = async (who: ReturnType<typeof open.resident>) =>
    (await who.ask(toolLibrary, 'needs', { query: { area: here, serves: 'resident' } })).items.find(
      ({ id }) => id === wanted.id,
    )
  for (const stranger of [open.resident(there), open.worker(far), open.admin(there)]) {
    expect(await refusal(stranger.ask(toolLibrary, 'voteNeed', { params }))).toMatchObject({
      status: 403,
      code: 'tool-library/need-elsewhere',
    })
    expect((await seen(stranger))?.mayVote).toBe(false)
    const body = { area: here, title: '想要别处的', evidence: '不住在这里', serves: 'resident' } as const
    expect(await refusal(stranger.ask(toolLibrary, 'askNeed', { body }))).toMatchObject({ field: 'area' })
  }
  const lin = open.resident()
  expect((await seen(lin))?.mayVote).toBe(true)
  const after = await lin.ask(toolLibrary, 'voteNeed', { params })
  expect([after.votes, after.mayVote]).toEqual([wanted.votes + 1, false])
  // What the district asks of everybody is seconded by whoever lives in it.
  const district = await open.keeper().ask(toolLibrary, 'askNeed', {
    body: { area: '440104000000', title: '全区都要的', evidence: '各街道都提过', serves: 'management', issuer: '区里' },
  })
  expect((await open.resident(far).ask(toolLibrary, 'voteNeed', { params: { id: district.id } })).votes).toBe(1)
})

test('twenty who second at once, twice each, are counted once each', async () => {
  const { id } = await open.resident().ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '想要自行车棚', evidence: '楼道里堵满了', serves: 'resident' },
  })
  const people = Array.from({ length: 20 }, () => open.resident())
  await Promise.all(people.flatMap((who) => [1, 2].map(() => who.ask(toolLibrary, 'voteNeed', { params: { id } }))))
  const { items } = await open.town.guest.ask(toolLibrary, 'needs', { query: { area: here } })
  expect(items.find((need) => need.id === id)?.votes).toBe(21)
})
