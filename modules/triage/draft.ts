/** A draft of what the reporter is told 拟复, from templates: short, polite, nothing promised that no rule promises. */

export type DraftFacts = {
  readonly kind: string
  readonly category: string
  readonly unit: string | null
  readonly questions: readonly string[]
  readonly isCritical: boolean
}

const closing = '办理进展可凭编号和查询码随时查看。'

export const draftFor = ({ kind, category, unit, questions, isCritical }: DraftFacts): string => {
  const asks = questions.length > 0 ? `为尽快办理，请补充：${questions.join('；')}` : ''
  if (kind === 'praise') return '您好，您的表扬已收到并会转告本人。谢谢您的肯定！'
  if (kind === 'suggestion') return `您好，您的建议已收到，将转有关单位研究。${asks}${closing}`
  if (kind === 'inquiry')
    return `您好，您咨询的“${category}”事项已收到${unit ? `，将由${unit}答复` : '，将尽快答复'}。${closing}`
  const first = isCritical ? '如有人身危险，请先拨打110、119或120，并远离现场。' : ''
  const to = unit ? `，由${unit}办理` : '，正在确定承办单位'
  return `您好，您反映的“${category}”问题已收到${to}。${first}${asks}${closing}`
}
