/** What is told before data is collected: the version in force, those before it, and publishing a new one. */
import { answer, type Work } from '@liren/kernel'
import { notices, type PrivacyVersion } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { firstVersion, type PrivacyOccasion, type PrivacyText } from '../privacy.ts'
import { privacyStore } from './store-privacy.ts'

/** The one that came with the platform, then those a district published; newest first. */
const versionsOf = async (work: Pick<Work, 'db'>, occasion: PrivacyOccasion): Promise<readonly PrivacyVersion[]> => {
  const rows = await privacyStore(work.db).versions(occasion)
  const first: { zh: PrivacyText; en: PrivacyText } = { zh: zh.privacyText[occasion], en: en.privacyText[occasion] }
  return [
    ...rows.map(({ version, zh, en, publishedAt, publishedBy }) => ({
      version,
      publishedAt: publishedAt.toISOString(),
      publishedBy,
      zh,
      en,
    })),
    { version: firstVersion, publishedAt: null, publishedBy: null, ...first },
  ]
}

export const currentPrivacy = async (work: Pick<Work, 'db'>, occasion: PrivacyOccasion): Promise<number> =>
  (await versionsOf(work, occasion))[0]?.version ?? firstVersion

export const privacyNotice = answer(notices, 'privacyNotice', async (work, { params, query }) => {
  const all = await versionsOf(work, params.occasion)
  const found = query.version === undefined ? all[0] : all.find(({ version }) => version === query.version)
  if (!found) throw work.refuse('no-such-version', {}, 'version')
  return {
    occasion: params.occasion,
    version: found.version,
    publishedAt: found.publishedAt,
    parts: work.locale === 'en' ? found.en : found.zh,
  }
})

export const privacyVersions = answer(notices, 'privacyVersions', async (work, { params }) => ({
  items: [...(await versionsOf(work, params.occasion))],
}))

/** One notice holds for the whole district: whoever keeps data of a part of it publishes none. */
const mustKeepDistrict = (work: Work<typeof notices>) => {
  const { everywhere, areas } = work.scope('privacy.publish')
  if (!everywhere && !areas.some((prefix) => prefix.length <= 6)) throw work.refuse('district-only')
}

export const publishPrivacy = answer(notices, 'publishPrivacy', async (work, { params, body }) => {
  mustKeepDistrict(work)
  const before = await currentPrivacy(work, params.occasion)
  if (before !== body.after) throw work.refuse('changed-since', { version: before }, 'after')
  const row = {
    ...{ occasion: params.occasion, version: before + 1, zh: body.zh, en: body.en },
    publishedAt: work.now,
    publishedBy: work.actor.name,
  }
  if (!(await privacyStore(work.db).publish(row))) throw work.refuse('changed-since', { version: row.version }, 'after')
  work.audit({ object: `privacy-notice:${params.occasion}`, facts: { version: row.version } })
  return {
    version: row.version,
    publishedAt: work.now.toISOString(),
    publishedBy: row.publishedBy,
    zh: row.zh,
    en: row.en,
  }
})
