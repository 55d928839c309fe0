/** The virus scanner (病毒查杀): off by default, clamd on a socket, or anything that answers over HTTP. */
import { createReadStream, openAsBlob } from 'node:fs'
import { connect } from 'node:net'

export type Scanner = { readonly kind: 'off' | 'clamd' | 'http'; readonly address: string }
export type Verdict = 'clean' | 'infected' | 'unavailable'

const patienceMs = 30_000

/** ClamAV's INSTREAM: chunks with their length in front, an empty one at the end; the answer names what was found. */
const askClamd = (address: string, path: string) =>
  new Promise<Verdict>((resolve) => {
    const [host = '127.0.0.1', port = '3310'] = address.split(':')
    const socket = connect({ host, port: Number(port), timeout: patienceMs })
    let answer = ''
    const settle = (verdict: Verdict) => {
      socket.destroy()
      resolve(verdict)
    }
    socket.on('error', () => settle('unavailable'))
    socket.on('timeout', () => settle('unavailable'))
    socket.on('data', (part) => {
      answer += part.toString('latin1')
    })
    socket.on('close', () =>
      settle(/\bFOUND\b/.test(answer) ? 'infected' : /stream: OK/.test(answer) ? 'clean' : 'unavailable'),
    )
    socket.on('connect', async () => {
      try {
        socket.write('zINSTREAM\0')
        for await (const part of createReadStream(path)) {
          const length = Buffer.alloc(4)
          length.writeUInt32BE((part as Buffer).length)
          socket.write(length)
          if (!socket.write(part as Buffer)) await new Promise((drained) => socket.once('drain', drained))
        }
        socket.end(Buffer.alloc(4))
      } catch {
        settle('unavailable')
      }
    })
  })

/** POST of the bytes: 2xx is clean, 406 or 422 infected, anything else no verdict. */
const askHttp = async (address: string, path: string): Promise<Verdict> => {
  try {
    const body = await openAsBlob(path)
    const response = await fetch(address, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    await response.body?.cancel()
    return response.ok ? 'clean' : response.status === 406 || response.status === 422 ? 'infected' : 'unavailable'
  } catch {
    return 'unavailable'
  }
}

/**
 * No program is started from a setting: whoever may change settings must not thereby run commands on the server.
 * Point `clamd` or `http` at a scanner instead.
 */
export const scan = async (scanner: Scanner, path: string): Promise<Verdict> => {
  if (scanner.kind === 'clamd') return askClamd(scanner.address, path)
  if (scanner.kind === 'http') return askHttp(scanner.address, path)
  return 'clean'
}
