/** A town with two linked tools, and neighbours who may sign on to them. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import identityModule from '@liren/identity/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person } from '@liren/testing'
import { signOn } from '../contract.ts'
import module from '../server/module.ts'
import { clientStore } from '../server/store.ts'
import { follow, relyingParty, type Visit } from './relying-party.ts'

export const origin = 'https://liren.yuexiu.cn'
export const here = '440104001001'
export const redirectUri = 'https://buses.yuexiu.cn/back'

export const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.error ?? error.problem?.code ?? error.status ?? String(error),
  )

export const openSignOnTown = async () => {
  const town = await host([territory, organisation, identityModule, peopleModule, module], {
    env: { LIREN_ORIGIN: origin },
  })
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('440104000000','越秀区','district',null,'2020-01-01'),('440104001000','洪桥街道','subdistrict','440104000000','2020-01-01'),('440104001002','邻近社区','community','440104001000','2020-01-01'),($1,'都府社区','community','440104001000','2020-01-01') on conflict do nothing`,
    [here],
  )
  const words = (text: string) => ({ 'zh-CN': text, en: text })
  const secrets = new Map<string, string>()

  const keeper = () => town.as({ roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })

  const addTool = async (
    toolId: string,
    claims: readonly ('displayName' | 'community' | 'ageBand')[],
    back = redirectUri,
  ) => {
    await town.work(module, async (work) => {
      const clients = clientStore(work.db)
      const url = `${new URL(back).origin}/`
      await clients.keep(
        {
          toolId,
          name: words('长者出行'),
          summary: words('叫车'),
          unit: words('交通局'),
          icon: 'map',
          url,
          redirectUrls: [back],
          claims: [...claims],
        },
        work.now,
      )
      await clients.keepUse({ toolId, area: here, isOn: true, untilOn: null })
    })
    const { clientSecret } = await keeper().ask(signOn, 'makeSecret', { params: { id: toolId } })
    secrets.set(toolId, clientSecret)
  }

  /** Somebody of the register with an account, at a browser of their own. */
  const neighbour = async (name: string, area = here): Promise<Person> => {
    const { id, personId } = await town.work(module, async (work) => {
      const { personId: person } = await work
        .use(people)
        .register({ fullName: name, areaCode: area, residence: 'permanent', birthOn: '1954-03-02' })
      const loginName = `n${randomUUID().slice(0, 8)}`
      const account = { loginName, displayName: name, kind: 'person', areaCode: area, personId: person } as const
      return { id: await work.use(identity).createAccount(account), personId: person }
    })
    return town.as({ id, personId, name, roles: [{ role: 'resident', area, unitId: null }] })
  }

  const buses = (more: Partial<Parameters<typeof relyingParty>[0]> = {}) =>
    relyingParty({
      raw: town.guest.raw,
      origin,
      clientId: 'buses',
      clientSecret: secrets.get('buses') ?? '',
      redirectUri,
      scope: 'openid profile community age_band',
      ...more,
    })

  /** As far as our own page, which asks. */
  const asked = async (who: Person, visit: Visit) => {
    const { url } = await follow(who.raw, origin, visit.url.href)
    return url.pathname.replace('/sign-on/ask/', '')
  }
  const agree = async (who: Person, visit: Visit, claims: readonly ('displayName' | 'community' | 'ageBand')[]) => {
    const { url } = await follow(who.raw, origin, visit.url.href)
    // Agreed before: the way back is open at once.
    if (url.origin !== origin) return url
    const uid = url.pathname.replace('/sign-on/ask/', '')
    const { to } = await who.ask(signOn, 'consent', { params: { uid }, body: { claims: [...claims] } })
    return (await follow(who.raw, origin, to)).url
  }
  const signedOn = async (
    who: Person,
    claims: readonly ('displayName' | 'community' | 'ageBand')[] = ['community'],
  ) => {
    const tool = await buses()
    const visit = await tool.begin()
    const tokens = await tool.finish(await agree(who, visit, claims), visit)
    return { tool, tokens, subject: tokens.claims()?.sub ?? '' }
  }
  await addTool('buses', ['displayName', 'community', 'ageBand'])
  await addTool('meals', ['community'], 'https://meals.yuexiu.cn/back')
  return { town, words, secrets, keeper, addTool, neighbour, buses, asked, agree, signedOn }
}
