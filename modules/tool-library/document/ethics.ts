/** 伦理审查 What has to be said of a tool that reads about people or lets a rule decide: by policy, organisation, institution and people. */
import type { Ethics, ToolDocument, Words } from './document.ts'
import { personalKey } from './facts.ts'

/** Why notes are due: it uses personal data · a rule of it decides something about somebody. */
export type EthicsReason = 'personalData' | 'automaticDecision'

const usesPersonalData = (document: ToolDocument): boolean =>
  document.forms.some((form) => form.fields.some(({ isPersonal }) => isPersonal)) ||
  document.data.reads.some((key) => personalKey.test(key)) ||
  (document.port?.sends.length ?? 0) > 0 ||
  (document.link?.claims ?? []).some((claim) => claim !== 'pairwiseId')

/** A rule opens or shuts a move, or takes points away: nobody decides there, a sentence written beforehand does. */
const decidesByItself = (document: ToolDocument): boolean =>
  document.processes.some(({ moves }) => Object.values(moves).some(({ when }) => when !== undefined)) ||
  (document.points ?? []).some(({ points, when }) => points < 0 || when !== undefined)

export const ethicsDue = (document: ToolDocument): readonly EthicsReason[] =>
  document.kind === 'norm'
    ? []
    : [
        ...(usesPersonalData(document) ? (['personalData'] as const) : []),
        ...(decidesByItself(document) ? (['automaticDecision'] as const) : []),
      ]

const list = (words: readonly Words[]): Words => ({
  'zh-CN': words.map((one) => one['zh-CN']).join('、'),
  en: words.map(({ en }) => en).join(', '),
})

/** What the document itself says already, as a beginning: whoever makes the tool reads it, puts it right and answers for it. */
export const ethicsFrom = (document: ToolDocument, today: string): Ethics => {
  const sealed = list(
    document.forms.flatMap(({ fields }) => fields.filter((one) => one.isPersonal).map((one) => one.label)),
  )
  const { unit, contact } = document.provider
  const days = document.retention.keepDays
  const isJudged = ethicsDue(document).includes('automaticDecision')
  return {
    policy: {
      'zh-CN': `只用来办“${document.name['zh-CN']}”这件事，不作别的用途。`,
      en: `Used for this alone and for nothing else: ${document.name.en}.`,
    },
    organisation: {
      'zh-CN': `由${unit['zh-CN']}负责${contact === unit['zh-CN'] ? '，有问题到居委会问或打电话' : `，有问题找：${contact}`}。`,
      en: `${unit.en} answers for it; whoever has a question asks there.`,
    },
    institution: {
      'zh-CN': `${sealed['zh-CN'] ? `${sealed['zh-CN']}密封保存，查看要写理由、留足迹；` : ''}办结 ${days} 天后删除。${isJudged ? '规则算出来的结果，本人可以要求人工复核。' : ''}`,
      en: `${sealed.en ? `Kept sealed, read with a reason and a footprint: ${sealed.en}. ` : ''}Deleted ${days} days after the end.${isJudged ? ' What a rule worked out is looked at by a person when asked.' : ''}`,
    },
    people: {
      'zh-CN': '不会用手机的人可以打电话或到居委会办，结果一样。',
      en: 'Whoever has no phone calls or comes to the committee, with the same result.',
    },
    reviewedOn: today,
    reviewedBy: unit,
  }
}
