/** What a text names that can be looked for on the spot 要素: a number plate, a building, a shop or firm, an amount, a time of day. Shown as facts, never decided upon. */

export const entityKinds = ['plate', 'building', 'firm', 'amount', 'time'] as const
export type EntityKind = (typeof entityKinds)[number]
export type Entity = { readonly kind: EntityKind; readonly text: string }

const digits = '一二三四五六七八九十'
const day = '每天|每晚|昨晚|昨天|今早|今天|今晚|前天'
const part = '凌晨|半夜|早上|上午|中午|下午|傍晚|晚上|夜里'
const patterns: Readonly<Record<EntityKind, RegExp>> = {
  plate:
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/gu,
  building: new RegExp(
    `(?:[A-Za-z]?\\d{1,4}|[${digits}]{1,3}|[A-Za-z])(?:号楼|栋|幢|座)(?:(?:\\d{1,2}|[${digits}]{1,2})单元)?(?:\\d{3,4}(?:室|房)?)?`,
    'gu',
  ),
  firm: /[\p{Script=Han}A-Za-z0-9]{2,10}?(?:公司|酒楼|饭店|餐厅|大排档|烧烤店|便利店|超市|药房|网吧|理发店|奶茶店|早餐店|士多)/gu,
  amount: /\d+(?:\.\d+)?(?:万|千|百)?(?:元|块钱|块)(?!砖|板|地)/gu,
  // 有一点 is no time: written in Chinese, an hour needs the part of the day before it.
  time: new RegExp(
    `(?:${day})?(?:(?:${part})?(?:\\d{1,2}[:：]\\d{2}|\\d{1,2}点(?:半|\\d{1,2}分?)?)|(?:${part})[两${digits}]{1,3}点(?:半|\\d{1,2}分?)?)(?:左右|多)?`,
    'gu',
  ),
}

/** Words before a name that are no part of it. */
const leading =
  /^.*(?:楼下|旁边|对面|隔壁|附近|门口|一家|这家|那家|某家|有家|有个|开的|叫做|名叫|投诉|举报|反映|是|的|在|被|去|到|和|与|叫)(?=[\p{Script=Han}A-Za-z0-9]{2,})/u
const nameless = /^(?:物业|家|这|那|有|某|开发|一些|很多|外卖|快递)?(?:公司|饭店|餐厅|超市|药房|网吧|酒楼|便利店)$/u
const most = 3

const tidied = (kind: EntityKind, found: string) => {
  if (kind !== 'firm') return found.trim()
  const name = found.replace(leading, '')
  return nameless.test(name) ? '' : name
}

/** In the order of kinds, each at most three times, none twice. */
export const entitiesIn = (text: string): readonly Entity[] =>
  entityKinds.flatMap((kind) =>
    [...new Set([...text.matchAll(patterns[kind])].map(([found]) => tidied(kind, found)))]
      .filter((found) => found !== '')
      .slice(0, most)
      .map((found) => ({ kind, text: found })),
  )
