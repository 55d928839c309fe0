/** A department's own system as real ones are: it turns away wrong signatures and repeated letters, and hands out what is in its table. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { isSignedBy } from '@liren/kernel/webhook-signature'

type Letter = Readonly<Record<string, unknown>> & { readonly kind: string }

export class Owner {
  secret = ''
  /** Letters as they came, refused ones too. */
  readonly letters: Letter[] = []
  mood: 'sound' | 'slow' | 'gone' | 'babbling' = 'sound'
  /** What it answers to a letter. */
  answer: (letter: Letter) => unknown = () => ({ values: {} })
  /** What happens while whoever asked is waiting. */
  meanwhile: () => Promise<void> = async () => undefined
  readonly #seen = new Set<string>()
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, reply) => {
      void readText(request).then(async (body) => {
        const end = (status: number, said: unknown) =>
          reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
        const id = String(request.headers['webhook-id'] ?? '')
        const letter = JSON.parse(body) as Letter
        this.letters.push(letter)
        const seconds = Number(request.headers['webhook-timestamp'])
        if (!isSignedBy([this.secret], String(request.headers['webhook-signature'] ?? ''), id, seconds, body))
          return end(401, { error: 'signature' })
        if (this.mood === 'gone') return end(503, {})
        // The same letter again is answered the same again: nothing is done twice.
        const isRepeated = this.#seen.has(id)
        this.#seen.add(id)
        if (this.mood === 'slow') await wait(1500)
        await this.meanwhile()
        const keys = Array.isArray(letter.keys) ? letter.keys : []
        if (this.mood === 'babbling')
          return end(200, { values: Object.fromEntries(keys.map((key) => [String(key), { value: [42] }])) })
        return end(200, letter.kind === 'heartbeat' ? {} : { isRepeated, ...(this.answer(letter) as object) })
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
}
