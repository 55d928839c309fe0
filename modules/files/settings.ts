/** What an administrator decides about files. */
import { type Static, Type } from '@liren/contract'

const megabytes = (standard: number) => Type.Integer({ minimum: 1, maximum: 2000, default: standard })

export const PlatformSettings = Type.Object({
  photoMegabytes: megabytes(20),
  documentMegabytes: megabytes(30),
  audioMegabytes: megabytes(30),
  videoMegabytes: megabytes(200),
  photoMegapixels: Type.Integer({ minimum: 1, maximum: 200, default: 60 }),
  linkMinutes: Type.Integer({ minimum: 1, maximum: 1440, default: 30 }),
  draftHours: Type.Integer({ minimum: 1, maximum: 720, default: 24 }),
  guestUploadsPerHour: Type.Integer({ minimum: 0, maximum: 1000, default: 30 }),
  waitingMegabytesPerAccount: Type.Integer({ minimum: 1, maximum: 100_000, default: 1000 }),
  storage: Type.Enum(['disk', 's3'], { default: 'disk', isKey: true }),
  s3Endpoint: Type.String({ default: '', maxLength: 200, isKey: true }),
  s3Bucket: Type.String({ default: '', maxLength: 100 }),
  s3Region: Type.String({ default: 'cn-south-1', maxLength: 60 }),
  s3AccessKey: Type.String({ default: '', maxLength: 200 }),
  s3SecretKey: Type.String({ default: '', maxLength: 400, secret: true }),
  scanner: Type.Enum(['off', 'clamd', 'http'], { default: 'off' }),
  scannerAddress: Type.String({ default: '', maxLength: 200 }),
})
export type PlatformSettings = Static<typeof PlatformSettings>
