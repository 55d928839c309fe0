/** A street that speaks with the city's grid system, for tests: the city answers, goes down, forgets and lies as it is told to. */
import { randomUUID } from 'node:crypto'
import { connectors } from '@liren/connectors/contract'
import connectorsModule from '@liren/connectors/server'
import { cityGrid } from '@liren/connectors/testing/peer-stub'
import { openStreet } from '../../../modules/cases/testing/street.ts'

export const here = '440104001001'
export const code = 'city-grid'
export const params = { code }
export const statusMap = { handling: '处置中', closed: '已结案' }

/** Opens both; the city is set up as a peer and knows the secret. */
export const openCity = async () => {
  const street = await openStreet([connectorsModule])
  const { town, who } = street
  const district = '440104000000'
  const adminProved = (provedAt: Date | null) =>
    town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: district, unitId: null }], provedAt })
  const admin = adminProved(null)
  /** Keys change only for whoever proved who they are a moment ago. */
  const newSecret = async () =>
    (await adminProved(town.clock.now()).ask(connectors, 'newSecret', { params, body: {} })).secret
  const city = await cityGrid()
  const peerBody = {
    name: '市网格平台',
    baseUrl: city.base,
    source: 'superior',
    isOn: true,
    statusMap,
    categoryMap: { 'C-0102': 'E0102' },
  }
  type Signed = ReturnType<typeof city.sign>
  const send = async (signed: Signed, more: Readonly<Record<string, string>> = {}, text = signed.text) => {
    const response = await town.guest.raw('POST', `/api/connectors/peers/${code}/messages`, text, {
      ...signed.headers,
      ...more,
    })
    // Answers and problems are looked at field by field.
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const fresh = (more: object = {}) => ({
    kind: 'case.create',
    ref: `SW-${randomUUID().slice(0, 8)}`,
    text: '应元路口一大堆垃圾没人收',
    areaCode: here,
    category: 'C-0102',
    ...more,
  })
  const caseOf = async (ref: string) => {
    const received = await town.told('connectors/received')
    const fact = received.find((one) => one.ref === ref)
    return String(fact?.caseId)
  }
  // The city's clock is the real one.
  town.clock.set(new Date())
  await admin.ask(connectors, 'keepPeer', { params, body: peerBody })
  city.useSecret(await newSecret())
  return {
    street,
    city,
    dispatcher: who.wu,
    admin,
    adminProved,
    newSecret,
    peerBody,
    send,
    fresh,
    caseOf,
    /** As each test finds it: the city is up and has heard nothing. */
    begin: () => {
      town.clock.set(new Date())
      city.goDown(false)
      city.heard.length = 0
    },
    close: async () => {
      await town.close()
      await city.close()
    },
  }
}
