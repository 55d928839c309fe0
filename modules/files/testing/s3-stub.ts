/** An S3 bucket that believes nothing: it checks every signature (SigV4), every body hash and the clock, from the specification. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const hex = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Why a request is refused, null when its signature is right. */
const faultOf = (request: IncomingMessage, body: Buffer, keys: { accessKey: string; secretKey: string }) => {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!match) return 'AccessDenied'
  const [, accessKey = '', day = '', region = '', signed = '', signature = ''] = match
  if (accessKey !== keys.accessKey) return 'InvalidAccessKeyId'
  const date = String(request.headers['x-amz-date'])
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!date.startsWith(day) || !(Math.abs(Date.now() - at) < 15 * 60_000)) return 'RequestTimeTooSkewed'
  const names = signed.split(';')
  if (!names.includes('host') || !names.includes('x-amz-date')) return 'AccessDenied'
  const hash = String(request.headers['x-amz-content-sha256'])
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== hex(body)) return 'XAmzContentSHA256Mismatch'
  const url = new URL(request.url ?? '/', 'http://stub')
  const query = [...url.searchParams].map(([key, value]) => `${encoded(key)}=${encoded(value)}`).sort()
  const headers = names.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/\s+/g, ' ')}\n`,
  )
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signed, hash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = hmac(hmac(hmac(hmac(`AWS4${keys.secretKey}`, day), region), 's3'), 'aws4_request')
  const expected = hmac(key, ['AWS4-HMAC-SHA256', date, scope, hex(canonical)].join('\n'))
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}

/** Starts the stub on a free port of this machine. `objects` lets a test see what arrived. */
export const s3Stub = async (keys: { readonly accessKey: string; readonly secretKey: string }) => {
  const objects = new Map<string, { bytes: Buffer; mime: string }>()
  const faults: string[] = []
  let failuresLeft = 0
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const refuse = (status: number, code: string) => {
      faults.push(code)
      response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
    }
    const fault = faultOf(request, body, keys)
    if (fault) return refuse(403, fault)
    if (failuresLeft > 0) {
      failuresLeft -= 1
      return refuse(503, 'SlowDown')
    }
    const key = new URL(request.url ?? '/', 'http://stub').pathname
    if (request.method === 'PUT') {
      objects.set(key, { bytes: body, mime: String(request.headers['content-type']) })
      return response.writeHead(200, { etag: `"${hex(body)}"` }).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return response.writeHead(204).end()
    }
    const found = objects.get(key)
    if (!found) return refuse(404, 'NoSuchKey')
    const range = /^bytes=(\d+)-(\d+)$/.exec(String(request.headers.range ?? ''))
    if (range) return response.writeHead(206).end(found.bytes.subarray(Number(range[1]), Number(range[2]) + 1))
    return response.writeHead(200, { 'content-type': found.mime }).end(found.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stub has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    faults,
    failNext: (times: number) => {
      failuresLeft = times
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
