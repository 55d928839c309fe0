/** What this module takes from its settings and the district's keys for one piece of work. */
import { join, resolve } from 'node:path'
import { configOf, secretsOf, type Work } from '@liren/kernel'
import type { FileKind } from '../contract.ts'
import type { PlatformSettings } from '../settings.ts'
import { diskStorage } from './disk.ts'
import type { Sign } from './link.ts'
import { s3Storage } from './s3.ts'
import type { Scanner } from './scan.ts'
import type { Storage } from './storage.ts'

export const settingOf = <K extends keyof PlatformSettings>(work: Work, key: K) =>
  work.setting<PlatformSettings[K]>(key)

/** Secrets lie sealed in the settings, tied to their place. */
const secretSetting = async (work: Work, key: keyof PlatformSettings & 's3SecretKey') => {
  const sealed = await settingOf(work, key)
  return sealed === '' ? '' : secretsOf(work).open(sealed, `setting:files:${key}`)
}

/** Everything on this machine: uploads under way, and the storage unless it is a bucket. */
export const folderOf = (work: Work) => resolve(configOf(work).dataFolder, 'files')
export const incomingOf = (work: Work) => join(folderOf(work), 'incoming')

const homes = new Map<string, Storage>()

/** One storage per set of settings; changing them takes effect at once. */
export const storageOf = async (work: Work): Promise<Storage> => {
  const isBucket = (await settingOf(work, 'storage')) === 's3'
  const [endpoint, bucket, region, accessKey, secretKey] = await Promise.all([
    settingOf(work, 's3Endpoint'),
    settingOf(work, 's3Bucket'),
    settingOf(work, 's3Region'),
    settingOf(work, 's3AccessKey'),
    secretSetting(work, 's3SecretKey'),
  ])
  const name = isBucket ? JSON.stringify([endpoint, bucket, region, accessKey, secretKey]) : folderOf(work)
  const known = homes.get(name)
  if (known) return known
  const made = isBucket ? s3Storage({ endpoint, bucket, region, accessKey, secretKey }) : diskStorage(folderOf(work))
  homes.set(name, made)
  return made
}

export const scannerOf = async (work: Work): Promise<Scanner> => ({
  kind: await settingOf(work, 'scanner'),
  address: await settingOf(work, 'scannerAddress'),
})

const capKeys = {
  photo: 'photoMegabytes',
  document: 'documentMegabytes',
  audio: 'audioMegabytes',
  video: 'videoMegabytes',
} as const

export const megabytesOf = (work: Work, kind: FileKind) => settingOf(work, capKeys[kind])
export const largestMegabytes = async (work: Work) =>
  Math.max(...(await Promise.all(Object.values(capKeys).map((key) => settingOf(work, key)))))

export const maxPixelsOf = async (work: Work) => (await settingOf(work, 'photoMegapixels')) * 1_000_000

export const signOf = (work: Work): Sign => secretsOf(work).fingerprint

export const viewing = async (work: Work) => ({
  sign: signOf(work),
  now: work.now,
  minutes: await settingOf(work, 'linkMinutes'),
})

const hourMs = 3_600_000
export const hoursFrom = (at: Date, hours: number) => new Date(at.getTime() + hours * hourMs)
