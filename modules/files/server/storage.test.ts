/** Bytes that were taken in are there, whole, in either home; and nothing leads out of it. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { s3Stub } from '../testing/s3-stub.ts'
import { diskStorage } from './disk.ts'
import { s3Storage } from './s3.ts'
import { bytesOf, copyKey, originalKey, type Storage } from './storage.ts'

const folder = await mkdtemp(join(tmpdir(), 'liren-files-'))
const id = randomUUID()
const keys = { accessKey: 'AKTEST', secretKey: 'secret/with+signs' }
const bucket = await s3Stub(keys)
const bucketAt = { endpoint: bucket.endpoint, bucket: 'district files', region: 'cn-south-1', ...keys }
afterAll(async () => {
  await bucket.close()
  await rm(folder, { recursive: true, force: true })
})

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const read = async (storage: Storage, key: string, range?: { from: number; to: number }) => {
  const stream = await storage.open(key, range)
  return stream && bytesOf(stream)
}

for (const [home, storage] of [
  ['disk', diskStorage(folder)],
  ['bucket', s3Storage(bucketAt)],
] as const) {
  test(`${home}: what was kept comes back whole, in part, and is gone when erased`, async () => {
    const bytes = randomBytes(300_000)
    const facts = { sha256: sha(bytes), mime: 'image/jpeg' }
    const key = originalKey(facts.sha256, id)
    await storage.keep(key, { bytes }, facts)
    await storage.keep(key, { bytes }, facts)
    expect(await read(storage, key)).toEqual(bytes)
    expect(await read(storage, key, { from: 10, to: 19 })).toEqual(bytes.subarray(10, 20))
    await storage.erase(key)
    await storage.erase(key)
    expect(await storage.open(key)).toBeNull()
  })

  test(`${home}: a file of any size is kept from where it was received`, async () => {
    const bytes = randomBytes(2_000_000)
    const path = join(folder, `${home}.part`)
    await writeFile(path, bytes)
    const facts = { sha256: sha(bytes), mime: 'video/mp4' }
    await storage.keep(originalKey(facts.sha256, id), { path }, facts)
    expect(await read(storage, originalKey(facts.sha256, id))).toEqual(bytes)
  })
}

test('nothing half-written stays behind on the disk, and no key leads out of it', async () => {
  const storage = diskStorage(folder)
  await expect(storage.keep('a/b', { path: join(folder, 'missing') }, { sha256: 'x', mime: 'x' })).rejects.toThrow()
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
  await expect(storage.open('../../etc/passwd')).rejects.toThrow(/out of the storage/)
  expect(() => originalKey('../../../etc/passwd', id)).toThrow()
  expect(() => copyKey('a'.repeat(64), '../x', 'view', 1)).toThrow()
})

test('the bucket refuses a wrong secret, a stranger, and a body that was changed on the way', async () => {
  const bytes = randomBytes(100)
  const facts = { sha256: sha(bytes), mime: 'image/png' }
  const key = copyKey(facts.sha256, id, 'view', 1)
  await expect(s3Storage({ ...bucketAt, secretKey: 'wrong' }).keep(key, { bytes }, facts)).rejects.toThrow('403')
  await expect(s3Storage({ ...bucketAt, accessKey: 'nobody' }).open(key)).rejects.toThrow('403')
  await expect(s3Storage(bucketAt).keep(key, { bytes }, { ...facts, sha256: sha(randomBytes(9)) })).rejects.toThrow(
    '403',
  )
  expect(bucket.faults).toEqual(
    expect.arrayContaining(['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'XAmzContentSHA256Mismatch']),
  )
})

test('a bucket that is busy for a moment is asked again', async () => {
  const bytes = randomBytes(100)
  const key = copyKey(sha(bytes), id, 'thumb', 1)
  bucket.failNext(1)
  await s3Storage(bucketAt).keep(key, { bytes }, { sha256: sha(bytes), mime: 'image/webp' })
  expect(await read(s3Storage(bucketAt), key)).toEqual(bytes)
})
