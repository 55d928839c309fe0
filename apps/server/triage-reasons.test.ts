/** Why a report was sorted so: in the reader's language around the words that counted, and what the photos say of where and when; and what a language model may add. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SortingView, triage } from '@liren/triage/contract'
import triageModule from '@liren/triage/server'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { here, spot } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet([triageModule])
})
afterAll(() => street.town.close())

const setUp = (values: object) =>
  street.town
    .as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '', unitId: null }] })
    .raw('PUT', '/api/kernel/settings/triage', { values })

const reported = async (text: string, more: object = {}) => {
  const { id } = await street.report(street.who.chen, { text, ...more })
  await street.town.settle()
  return id
}
const sortingOf = (id: string) => street.who.wu.ask(triage, 'sorting', { params: { id } })
const inEnglish = async (id: string) => {
  const headers = { 'accept-language': 'en' }
  const response = await street.who.wu.raw('GET', `/api/triage/sortings/${id}`, undefined, headers)
  return (await response.json()) as SortingView
}

const degrees = (value: number) => {
  const whole = Math.floor(value)
  const minutes = Math.floor((value - whole) * 60)
  return `${whole}/1 ${minutes}/1 ${Math.round(((value - whole) * 60 - minutes) * 6000)}/100`
}
const exifTime = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ')

/** A photo with the notes a camera makes, uploaded by whoever reports. */
const photo = async ({ lat, lon, at }: { lat: number; lon: number; at: Date }): Promise<string> => {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#357' } })
    .withExif({
      IFD2: { DateTimeOriginal: exifTime(at), OffsetTimeOriginal: '+08:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: degrees(lat), GPSLongitudeRef: 'E', GPSLongitude: degrees(lon) },
    })
    .jpeg()
    .toBuffer()
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'street.jpg')
  expect((await street.who.chen.raw('PUT', `/api/files/uploads/${id}`, form)).status).toBe(200)
  return id
}
const hoursAgo = (hours: number) => new Date(street.town.clock.now().getTime() - hours * 3_600_000)

describe('in the language of whoever reads', () => {
  test('whoever reads English is told why in English, with the Chinese words that counted left as they are', async () => {
    const id = await reported('应元路口的路灯坏了不亮，马上要有人摔倒了，很危险')
    const { ranked, proposal } = await inEnglish(id)
    const [first] = ranked
    const reasons = (proposal.because[first?.code ?? ''] ?? []).map(({ rule }) => rule)
    expect(reasons.length).toBeGreaterThan(0)
    for (const rule of reasons) expect(rule).toMatch(/[a-z]{3,} [a-z]{2,}/)
    expect(reasons.join()).toContain('路灯')
    expect(proposal.gradeBecause).toMatch(/^[^一-龥]*$/)
    expect(proposal.why).toMatch(/^Category “.+”, \d+% sure \(.+\)\. /)
    expect(proposal.why).not.toMatch(/[。；，]/)
    const chinese = await sortingOf(id)
    expect(chinese.proposal.why).toMatch(/^类别“.+”，把握\d+%（.+）。/)
    expect(chinese.proposal.gradeBecause).toContain('提高一级')
  })

  test('what somebody reported before is counted in the reader’s language', async () => {
    const id = await reported('应元路口的垃圾又堆满了没人收')
    expect((await inEnglish(id)).proposal.reporter?.why).toMatch(
      /^Reported \d+ times in the last half year: \d+ in hand/,
    )
    expect((await sortingOf(id)).proposal.reporter?.why).toMatch(/^上报人近半年上报过 \d+ 件：/)
  })
})

describe('photos', () => {
  test('a photo taken there and then says so to staff, and nothing of it to the public', async () => {
    const photos = [await photo({ ...spot, at: hoursAgo(0.5) })]
    const id = await reported('行人路的地砖松动翘起来了', { photos })
    const { proposal } = await sortingOf(id)
    expect(proposal.photosSay).toBe('照片就在所报位置拍摄，照片拍于上报前1小时内')
    expect(proposal.why).toContain('照片就在所报位置拍摄')
    expect((await inEnglish(id)).proposal.photosSay).toMatch(/^the photo was taken where the report points, /)
    expect(await (await street.who.chen.raw('GET', `/api/cases/cases/${id}`)).text()).not.toContain('所报位置')
  })

  test('a photo from elsewhere or from days ago is looked at on the spot before anybody is sent', async () => {
    await setUp({ forwarding: 'auto' })
    try {
      const text = '路口有一大堆生活垃圾，垃圾没人清，好臭'
      const far = await reported(text, {
        place: { ...spot, lat: spot.lat - 0.001 },
        photos: [await photo({ lat: spot.lat + 0.009, lon: spot.lon, at: hoursAgo(80) })],
      })
      const doubted = await sortingOf(far)
      expect(doubted.proposal.photosSay).toMatch(/^照片拍摄地离所报位置约1[01]00米，照片拍于上报前3天$/)
      const fine = await reported(text, {
        place: { ...spot, lat: spot.lat - 0.003 },
        photos: [await photo({ lat: spot.lat - 0.003, lon: spot.lon, at: hoursAgo(1) })],
      })
      expect([doubted.way, (await sortingOf(fine)).way]).toEqual(['verify', 'forward'])
    } finally {
      await setUp({ forwarding: 'suggest' })
    }
  })

  test('without a place, the cell a photo was taken in is proposed by its middle, never by where somebody stood', async () => {
    const id = await reported('墙角堆了很多废旧沙发', {
      place: undefined,
      areaCode: here,
      photos: [await photo({ lat: spot.lat + 0.0001, lon: spot.lon + 0.0001, at: hoursAgo(2) })],
    })
    const { proposal, cellCode } = await sortingOf(id)
    expect(cellCode).toBeNull()
    const [place] = proposal.places ?? []
    expect(place?.why).toBe('照片在这个网格内拍摄')
    expect(place?.communityCode).toBe(here)
    expect([place?.lon, place?.lat]).not.toEqual([spot.lon + 0.0001, spot.lat + 0.0001])
    await street.who.wu.ask(triage, 'sortAgain', { params: { id } })
    expect((await sortingOf(id)).proposal.photosSay).toBe(proposal.photosSay)
  })
})

describe('a language model', () => {
  const key = 'sk-right'
  const heard: { readonly key: string; readonly text: string }[] = []
  /** Speaks the protocol of chat completions, and knows one key. */
  const model = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const given = request.headers.authorization ?? ''
      if (request.url?.startsWith('/broken')) return response.end('<html>504 Gateway Time-out</html>')
      if (request.url?.startsWith('/gone')) return request.socket.destroy()
      heard.push({ key: given, text: body })
      const isRight = given === `Bearer ${key}` && request.url === '/v1/chat/completions' && request.method === 'POST'
      response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify(
          isRight
            ? {
                id: 'x',
                object: 'chat.completion',
                choices: [
                  { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '您好，已收到。' } },
                ],
              }
            : { error: { message: 'Incorrect API key provided', type: 'invalid_request_error' } },
        ),
      )
    })
  })
  beforeAll(async () => {
    await new Promise<void>((open) => model.listen(0, '127.0.0.1', open))
    const { port } = model.address() as AddressInfo
    await setUp({
      assistant: 'on',
      assistantBase: `http://127.0.0.1:${port}/v1`,
      assistantModel: 'local',
      assistantKey: key,
    })
  })
  afterAll(async () => {
    await setUp({ assistant: 'off' })
    model.close()
  })

  test('drafts beside the template, gets no telephone number, and is never asked about what few may know', async () => {
    const id = await reported('应元路树枝挡住路牌，请打13800138000找我')
    const { proposal } = await sortingOf(id)
    expect(proposal.machineDraft).toBe('您好，已收到。')
    expect(proposal.draft).not.toBe(proposal.machineDraft)
    expect(heard.at(-1)?.text).not.toContain('13800138000')
    const before = heard.length
    await reported('老公打我，孩子在哭，快来人')
    expect(heard).toHaveLength(before)
  })

  test('that refuses the key changes nothing: the report is sorted all the same', async () => {
    await setUp({ assistantKey: 'sk-wrong' })
    const id = await reported('应元路报刊亭玻璃碎了')
    const { proposal } = await sortingOf(id)
    expect(proposal.machineDraft ?? null).toBeNull()
    expect(proposal.draft).toContain('已收到')
  })

  test('that answers with something else, hangs up or is not there at all, does no harm either', async () => {
    const { port } = model.address() as AddressInfo
    for (const base of [`http://127.0.0.1:${port}/broken`, `http://127.0.0.1:${port}/gone`, 'http://127.0.0.1:9/v1']) {
      await setUp({ assistantBase: base })
      const id = await reported(`应元路宣传栏歪了 ${base.length}`)
      const { proposal } = await sortingOf(id)
      expect(proposal.machineDraft ?? null).toBeNull()
      expect(proposal.draft).toContain('已收到')
    }
  })
})
