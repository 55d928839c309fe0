/** An S3-compatible bucket as storage: signed requests (SigV4) with the hash of every body, path-style addresses. */
import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import type { Storage } from './storage.ts'

export type Bucket = {
  /** With scheme, e.g. `https://obs.cn-south-1.example`. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

export const s3Storage = (where: Bucket): Storage => {
  const client = new AwsClient({
    accessKeyId: where.accessKey,
    secretAccessKey: where.secretKey,
    region: where.region,
    service: 's3',
    retries: 2,
  })
  const urlOf = (key: string) =>
    `${where.endpoint.replace(/\/$/, '')}/${[where.bucket, ...key.split('/')].map(encodeURIComponent).join('/')}`
  const ask = async (key: string, init: RequestInit, allowed: readonly number[]) => {
    const response = await client.fetch(urlOf(key), { ...init, signal: AbortSignal.timeout(120_000) })
    if (allowed.includes(response.status)) return response
    // The body of an S3 error names the bucket and the key, never the secret; the status is enough for the log.
    await response.body?.cancel()
    throw new Error(`storage answered ${response.status} to ${init.method}`)
  }
  return {
    keep: async (key, source, { sha256, mime }) => {
      const body = 'bytes' in source ? new Blob([new Uint8Array(source.bytes)]) : await openAsBlob(source.path)
      const response = await ask(
        key,
        { method: 'PUT', body, headers: { 'x-amz-content-sha256': sha256, 'content-type': mime } },
        [200],
      )
      await response.body?.cancel()
    },
    open: async (key, range) => {
      const headers = range ? { range: `bytes=${range.from}-${range.to}` } : {}
      const response = await ask(key, { method: 'GET', headers }, [200, 206, 404])
      if (response.status === 404 || !response.body) {
        await response.body?.cancel()
        return null
      }
      // Node's own web stream and the DOM's differ only in their type declarations.
      return Readable.fromWeb(response.body as ReadableStream)
    },
    erase: async (key) => {
      const response = await ask(key, { method: 'DELETE' }, [200, 204, 404])
      await response.body?.cancel()
    },
  }
}
