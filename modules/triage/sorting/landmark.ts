/** Where it is, as people say it 地标: a known name, or the words before 旁边, 对面, 路口. Finding the point is the map's affair. */

export type Landmark = {
  /** As written: 五羊石像旁边. */
  readonly text: string
  /** The name alone: 五羊石像. */
  readonly name: string
  /** Whether the name stands on the district's list of places. */
  readonly isKnown: boolean
}

const beside = '旁边|旁|隔壁|对面|对出|门口|附近|后面|前面|楼下|路口|交界|斜对面|转角|桥底|侧边|东侧|西侧|南侧|北侧'
const address =
  /[\p{Script=Han}]{1,8}?(?:路|街|巷|大道|里|坊|直街|横街)\d+号(?:[之-]\d+)?(?:[\p{Script=Han}A-Za-z0-9]{0,4}[栋幢座])?/u
const named =
  /[\p{Script=Han}A-Za-z0-9]{1,8}?(?:小区|花园|大厦|广场|公园|医院|学校|小学|中学|幼儿园|市场|地铁站|大院|新村|酒店|商场|石像|牌坊|天桥|立交|隧道|总站|客运站|图书馆|肉菜市场|超市)/u
const leading =
  /^(?:.*?(?:请问|我住在?|住在|就在|位于|在|到|从|去|于|是|我们|我家|那个|这个|昨天|今天|晚上|，|,|、|。|\s))/u

const nameBefore = (text: string): string | null => {
  const found = new RegExp(`([\\p{Script=Han}A-Za-z0-9]{2,14}?)(?:${beside})`, 'u').exec(text)
  const name = found?.[1]?.replace(leading, '') ?? ''
  return name.length >= 2 && !/^(我家|家里|楼上|学校|小区|公司|店铺|这里|那里|大家|居民楼?)$/.test(name) ? name : null
}

/** `places` are known names, longest first. */
export const landmarkIn = (text: string, places: readonly string[]): Landmark | null => {
  const known = places.find((name) => text.includes(name))
  const numbered = address.exec(text)?.[0]?.replace(leading, '') ?? null
  if (known) {
    const at = text.indexOf(known)
    const rest = text.slice(at + known.length)
    const tail = new RegExp(`^(?:\\d+号(?:之\\d+)?(?:\\d+[栋幢座])?)?(?:${beside})?`).exec(rest)?.[0] ?? ''
    return { text: known + tail, name: known, isKnown: true }
  }
  if (numbered && numbered.length >= 4) return { text: numbered, name: numbered, isKnown: false }
  const institution = named.exec(text)?.[0]?.replace(leading, '') ?? null
  const name = institution && institution.length >= 3 ? institution : nameBefore(text)
  if (!name) return null
  const rest = text.slice(text.indexOf(name) + name.length)
  const tail = new RegExp(`^(?:${beside})`).exec(rest)?.[0] ?? ''
  return { text: name + tail, name, isKnown: false }
}
