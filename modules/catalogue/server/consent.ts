/** 授权同意 What I agreed to, purpose by purpose; taking it back is the same one act. */
import { identity } from '@liren/identity/contract'
import { answer, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { type ConsentPurpose, consentPurposes, holds, wordOf } from '../consent.ts'
import { type Consent, catalogue } from '../contract.ts'
import { type Deed, dictionaryOf, ownPersonId } from './deed.ts'
import { store } from './store.ts'

const consentsOf = async (work: Deed, personId: string, among: readonly ConsentPurpose[]): Promise<Consent[]> => {
  const said = await store(work.db).consents(
    [personId],
    among.map(({ purpose }) => purpose),
  )
  const dictionary = [...(await dictionaryOf(work)).values()]
  const language = work.locale === 'en' ? 'en' : 'zh'
  return among.map((one) => {
    const last = said.find(({ purpose }) => purpose === one.purpose)
    const isGiven = holds(one, last)
    return {
      purpose: one.purpose,
      title: work.words(`catalogue.consent.${wordOf(one.purpose)}.title`),
      text: work.words(`catalogue.consent.${wordOf(one.purpose)}.text`),
      version: one.version,
      isSeparate: one.isSeparate,
      fields: dictionary.filter(({ consent }) => consent === one.purpose).map(({ name }) => name[language]),
      isGiven,
      decidedAt: last?.decidedAt.toISOString() ?? null,
      isOutdated: last?.isGiven === true && !isGiven,
    }
  })
}

export const listMyConsents = answer(catalogue, 'listMyConsents', async (work) => ({
  items: await consentsOf(work, ownPersonId(work), consentPurposes),
}))

/**
 * 不满十四周岁 (个人信息保护法 31): only a parent or guardian agrees for a child. Of entries without a full day of birth the register
 * knows the year alone, so whoever is fourteen still counts as a child.
 */
const lastAgeOfChild = 14
const isChild = async (work: Deed, personId: string) => {
  const age = (await work.use(people).facts(personId))?.age
  return age !== undefined && age <= lastAgeOfChild
}

/** Whoever helps may take back for somebody; agree only as a child's guardian. */
export const mayAgree = async (work: Deed, personId: string) => {
  const { onBehalfOf } = work.actor
  const child = await isChild(work, personId)
  if (!onBehalfOf) {
    if (child) throw work.refuse('guardian-needed')
    return
  }
  const relation = child ? await work.use(identity).relationOf(onBehalfOf.authorityId) : null
  if (relation !== 'guardian') throw work.refuse(child ? 'guardian-needed' : 'only-oneself')
}

export const decideConsent = answer(catalogue, 'decideConsent', async (work, { params, body }) => {
  const purpose = consentPurposes.find((one) => one.purpose === params.purpose)
  if (!purpose) throw work.refuse('unknown-purpose', {}, 'purpose')
  // Agreeing is to the text in force; taking back needs no text at all.
  if (body.isGiven && body.version !== purpose.version) throw work.refuse('old-text', {}, 'version')
  const personId = ownPersonId(work)
  if (body.isGiven) await mayAgree(work, personId)
  await store(work.db).decide({
    id: uuidv7(),
    personId,
    purpose: purpose.purpose,
    version: body.version,
    isGiven: body.isGiven,
    decidedAt: work.now,
    by: work.actor.id,
  })
  work.audit({ object: `consent:${purpose.purpose}`, facts: { isGiven: body.isGiven, version: body.version } })
  work.emit(body.isGiven ? 'consent-given' : 'consent-withdrawn', { personId, purpose: purpose.purpose })
  const [shown] = await consentsOf(work, personId, [purpose])
  return shown ?? Promise.reject(new Error('a consent just decided is gone'))
})
