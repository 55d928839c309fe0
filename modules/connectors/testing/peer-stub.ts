/** A city grid system as strict as a real one, signing and verifying by an independent library: it refuses what is wrong, late or repeated with other words. */
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

export type Heard = Readonly<Record<string, unknown>> & { readonly kind: string }

export const cityGrid = async () => {
  const heard: { id: string; body: Heard }[] = []
  const texts = new Map<string, string>()
  const sentIds: string[] = []
  const said = new Map<string, string>()
  const asked: string[][] = []
  let secret = ''
  const pictures = new Map<string, Buffer>()
  let isDown = false
  let lost = 0
  const answer = (headers: Readonly<Record<string, string>>, text: string): [number, object] => {
    if (isDown) return [503, {}]
    const id = headers['webhook-id'] ?? ''
    try {
      new Webhook(secret).verify(text, headers)
    } catch {
      return [401, { error: 'signature' }]
    }
    const body = JSON.parse(text) as Heard
    if (body.kind === 'exchange.reconcile') {
      const received = heard.map((one) => one.id).sort()
      const sent = [...sentIds].sort()
      const hashes = (ids: readonly string[], of: ReadonlyMap<string, string>) =>
        ids.map((one) =>
          createHash('sha256')
            .update(of.get(one) ?? '')
            .digest('hex'),
        )
      return [
        200,
        {
          id,
          day: {
            sent: { count: sent.length, ids: sent, hashes: hashes(sent, said) },
            received: { count: received.length, ids: received, hashes: hashes(received, texts) },
          },
        },
      ]
    }
    if (body.kind === 'exchange.resend') {
      asked.push(body.ids as string[])
      return [200, { id }]
    }
    if (texts.has(id)) return texts.get(id) === text ? [200, { id, isKnown: true }] : [409, {}]
    if (lost > 0) {
      lost -= 1
      // Acknowledged, then lost inside: what comparing days is for.
      return [200, { id }]
    }
    texts.set(id, text)
    heard.push({ id, body })
    return [200, { id, isKnown: false }]
  }
  let gate: Promise<void> | null = null
  let arrived = () => {}
  const server = createServer(async (request, response) => {
    const picture = pictures.get(new URL(request.url ?? '', 'http://stub').pathname.slice('/photos/'.length))
    if (request.method === 'GET') {
      response.writeHead(picture && !isDown ? 200 : isDown ? 503 : 404).end(picture)
      return
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]))
    if (gate) {
      arrived()
      await gate
    }
    const [status, body] = answer(headers, Buffer.concat(parts).toString())
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stub has no port')
  return {
    base: `http://127.0.0.1:${address.port}`,
    heard,
    asked,
    useSecret: (given: string) => {
      secret = given
    },
    goDown: (is: boolean) => {
      isDown = is
    },
    /** The city takes messages and answers none until `open` is called; `isAsked` once one has come. */
    hold: () => {
      let open = () => {}
      gate = new Promise((resolve) => {
        open = () => {
          gate = null
          resolve()
        }
      })
      const isAsked = new Promise<void>((resolve) => {
        arrived = resolve
      })
      return { isAsked, open: () => open() }
    },
    loseNext: (count: number) => {
      lost = count
    },
    /** A photo the city shows below its own line, as its message names it. */
    show: (name: string, bytes: Buffer) => {
      pictures.set(name, bytes)
      return {
        path: `photos/${name}`,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        byteCount: bytes.byteLength,
      }
    },
    /** What the city keeps of a message is altered after it arrived. */
    garble: (id: string) => texts.set(id, `${texts.get(id)} `),
    /** Notes an id as sent by the city, though nobody here got it. */
    claimSent: (id: string) => sentIds.push(id),
    /** A signed message as the city sends it; signed now unless told otherwise. */
    sign: (body: object, at: Date, id: string = randomUUID()) => {
      const text = JSON.stringify({ sentAt: at.toISOString(), ...body })
      sentIds.push(id)
      if (!said.has(id)) said.set(id, text)
      return {
        id,
        text,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, at, text),
        },
      }
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
