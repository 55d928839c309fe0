/** A language model behind an endpoint that speaks the OpenAI protocol may draft a reply: off unless set, limited in time, harmless when it fails. */
import { longJob, secretsOf, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { triage } from '../contract.ts'
import { withoutNumbers } from '../without-numbers.ts'
import { knownOf } from './known.ts'
import { store } from './store.ts'

const asks =
  '你是基层治理平台的受理员。请用两三句平实、礼貌的中文给上报人拟一条回复，不承诺时限和结果，不编造事实。只输出回复正文。'

/** What the endpoint answers, as far as it is used. */
type Answer = { readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[] }

/** Nothing restricted goes out, no contact, no number: category, unit and the words alone. Null where nothing is to be asked. */
const questionFor = async (work: Work<typeof triage>, caseId: string) => {
  if ((await work.setting<string>('assistant')) !== 'on') return null
  const base = (await work.setting<string>('assistantBase')).replace(/\/+$/, '')
  const row = await store(work.db).find(caseId)
  const [opening] = await work.use(matters).openings([caseId])
  if (!base || !row || !opening || opening.isRestricted || row.hurdles.includes('restricted')) return null
  const { categories } = await knownOf(work)
  const facts = [
    `类别：${categories.get(row.categoryCode ?? '')?.name ?? '未定'}`,
    `承办单位：${row.unitName ?? '未定'}`,
    `还缺：${row.proposal.missing.map(({ question }) => question).join('；') || '无'}`,
    `上报内容：${withoutNumbers(opening.summary ?? opening.title).slice(0, 600)}`,
  ].join('\n')
  const sealed = await work.setting<string>('assistantKey')
  return {
    facts,
    base,
    key: sealed === '' ? '' : secretsOf(work).open(sealed, 'setting:triage:assistantKey'),
    model: await work.setting<string>('assistantModel'),
    seconds: await work.setting<number>('assistantSeconds'),
    log: work.log,
  }
}

/** The endpoint may take its time: while it does, no transaction waits. */
export const draftJob = longJob<typeof triage, { readonly caseId: string }>(
  triage,
  'draft',
  { retryLimit: 1 },
  async (spell, { caseId }) => {
    const question = await spell((work) => questionFor(work, caseId))
    if (question === null) return
    const { facts, base, key, model, seconds, log } = question
    try {
      const response = await fetch(`${base}/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${key}`,
        },
        body: JSON.stringify({
          model,
          temperature: 0.2,
          max_tokens: 300,
          messages: [
            { role: 'system', content: asks },
            { role: 'user', content: facts },
          ],
        }),
        signal: AbortSignal.timeout(seconds * 1000),
      })
      if (!response.ok) throw new Error(`answered ${response.status}`)
      const said = ((await response.json()) as Answer).choices?.[0]?.message?.content
      if (typeof said !== 'string' || said.trim() === '') return
      await spell(async (work) => {
        await store(work.db).setMachineDraft(caseId, said.trim().slice(0, 1000))
      })
    } catch (error) {
      log.warn('the language model did not draft', { error })
    }
  },
)
