/** A department's system as real ones are: it turns away wrong signatures, stale and repeated calls, and whoever asks too often. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { signatureOf } from '../server/ports/sign-call.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How far a call's time may be from the department's own. */
const skewMs = 5 * 60_000

export class Department {
  secret = 'a-secret-between-two-offices'
  readonly asked: Asked[] = []
  /** What it does next; sound unless a test says otherwise. */
  mood: 'sound' | 'slow' | 'broken' | 'endless' | 'babbling' | 'gone' = 'sound'
  perMinute = 1000
  /** A page anybody may open, unsigned. */
  isOpen = false
  answer: unknown = {}
  readonly #nonces = new Set<string>()
  readonly #server: Server
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
    this.#server = createServer((request, reply) => {
      void readText(request).then((body) => {
        const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]))
        return this.#reply({ method: request.method ?? '', path: request.url ?? '', headers, body }, (status, text) =>
          reply.writeHead(status, { 'content-type': 'application/json' }).end(text),
        )
      })
    })
  }

  open = async (): Promise<string> => {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  close = () => {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  /** Why a call is turned away, as the agreement between the offices says; null when it is sound. */
  #fault = ({ method, path, headers, body }: Asked): number | null => {
    const { 'x-liren-time': time = '', 'x-liren-nonce': nonce = '', 'x-liren-signature': signature = '' } = headers
    if (signature !== signatureOf(this.secret, { method, path, time, nonce, body })) return 401
    if (Math.abs(Number(time) - this.#now().getTime()) > skewMs) return 401
    if (this.#nonces.has(nonce)) return 409
    this.#nonces.add(nonce)
    const minute = this.asked.filter(
      (one) => Math.abs(Number(one.headers['x-liren-time']) - this.#now().getTime()) < 60_000 && one.method === 'POST',
    )
    return method === 'POST' && minute.length >= this.perMinute ? 429 : null
  }

  #reply = async (asked: Asked, say: (status: number, text: string) => void) => {
    const fault = this.isOpen ? null : this.#fault(asked)
    if (fault !== null) return say(fault, '{}')
    this.asked.push(asked)
    if (this.mood === 'gone') return say(404, '{}')
    if (this.mood === 'slow') await wait(700)
    if (this.mood === 'broken') return say(503, '{}')
    if (this.mood === 'endless') return say(200, `"${'x'.repeat(200_000)}"`)
    if (this.mood === 'babbling') return say(200, '<html>')
    return say(200, JSON.stringify(asked.method === 'GET' ? { ok: true } : this.answer))
  }
}
