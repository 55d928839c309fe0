/** Routes of privacy notices 隐私告知: what is in force for everybody, and its versions for whoever publishes them. */
import { At, Nullable, type Static, Type } from '@liren/contract'
import { privacyOccasions, privacyParts } from './privacy.ts'

const text = Type.String({ minLength: 2, maxLength: 600, pattern: '\\S' })
const Parts = Type.Object(
  Object.fromEntries(privacyParts.map((part) => [part, text])) as Record<(typeof privacyParts)[number], typeof text>,
  { additionalProperties: false },
)
const Occasion = Type.Enum([...privacyOccasions])
const Version = Type.Integer({ minimum: 1, maximum: 9999 })

export type PrivacyNotice = Static<typeof PrivacyNotice>
export const PrivacyNotice = Type.Object({
  occasion: Occasion,
  version: Version,
  /** Null for the one that came with the platform. */
  publishedAt: Nullable(At),
  parts: Parts,
})

const PrivacyVersion = Type.Object({
  version: Version,
  publishedAt: Nullable(At),
  publishedBy: Nullable(Type.String()),
  zh: Parts,
  en: Parts,
})
export type PrivacyVersion = Static<typeof PrivacyVersion>

export const privacyRoutes = {
  privacyNotice: {
    method: 'GET',
    path: '/privacy-notices/:occasion',
    may: 'anyone',
    summary: 'What is told before data is collected: the one in force, or the version somebody saw',
    params: Type.Object({ occasion: Occasion }),
    query: Type.Object({ version: Type.Optional(Version) }),
    reply: PrivacyNotice,
  },
  privacyVersions: {
    method: 'GET',
    path: '/privacy-notices/:occasion/versions',
    may: 'privacy.publish',
    summary: 'Every version in both languages, newest first',
    params: Type.Object({ occasion: Occasion }),
    reply: Type.Object({ items: Type.Array(PrivacyVersion) }),
  },
  publishPrivacy: {
    method: 'POST',
    path: '/privacy-notices/:occasion/versions',
    may: 'privacy.publish',
    summary: 'A new version; the old ones stay, because people saw them',
    params: Type.Object({ occasion: Occasion }),
    body: Type.Object(
      {
        /** The version this one replaces: if another came meanwhile, it is looked at first. */
        after: Version,
        zh: Parts,
        en: Parts,
      },
      { additionalProperties: false },
    ),
    reply: PrivacyVersion,
    status: 201,
  },
} as const
