/** What the writer wants: one of the six kinds of a hotline order 工单类型. */

export const orderKinds = ['inquiry', 'help', 'complaint', 'tipOff', 'suggestion', 'praise'] as const
/** 咨询 · 求助 · 投诉 · 举报 · 建议 · 表扬 */
export type OrderKind = (typeof orderKinds)[number]
export type KindFound = { readonly kind: OrderKind; readonly word: string }

const praise = /多谢|感谢|谢谢你们|点赞|表扬|好人好事|锦旗|辛苦了|赞一个|服务很好|态度很好|好贴心|非常满意/
const trouble = /但是|可是|不过|还是没|投诉|不满|解决一下|求助|帮忙|希望(?!.{0,6}(继续|保持))/
const suggestion =
  /建议|提议|能否增|可否增|能不能(加|增|设|装|建)|希望(能|可以)?(增|加装|加设|设置|开通|延长|多建|建)|提个意见/
const tipOff = /举报|检举|实名反映|揭发/
const inquiry =
  /请问|咨询|想问|问一下|问下|怎么(办|领|申请|办理|报名|查|走|交|预约|算)|如何|需要(什么|哪些)材料|几点|多少钱|在哪里?(办|领|申请)|什么时候(能|可以|开始|发)|要什么(条件|材料|手续)|有没有.{0,10}[?？吗]|是否(可以|需要|能)|点样/
const complaint =
  /投诉|扰民|太吵|太差|不合理|没人管|没有人管|不管|无人处理|乱收费|熏得|受不了|严重影响|坑人|态度|不退|霸王|忍无可忍|恶劣|欺负|涨/
const help = /求助|救命|帮帮|帮忙|急需|麻烦.{0,6}(处理|派人|来|看看)|请.{0,6}(处理|派人|尽快|来看)|困在|怎么办/

const first = (text: string, pattern: RegExp) => pattern.exec(text)?.[0] ?? null

/** Decides by the strongest sign; a report without any is a plea to have something put right. */
export const kindOf = (text: string): KindFound => {
  const thanked = first(text, praise)
  if (thanked && !trouble.test(text.replace(thanked, ''))) return { kind: 'praise', word: thanked }
  const signs: readonly [OrderKind, RegExp][] = [
    ['tipOff', tipOff],
    ['suggestion', suggestion],
    ['inquiry', inquiry],
    ['complaint', complaint],
    ['help', help],
  ]
  const complained = first(text, /投诉|没人管|不管/)
  for (const [kind, pattern] of signs) {
    const word = first(text, pattern)
    // 请问…为什么一直没人管 is a complaint in the clothes of a question.
    if (word && kind === 'inquiry' && complained) return { kind: 'complaint', word: complained }
    if (word) return { kind, word }
  }
  return { kind: 'help', word: '' }
}
