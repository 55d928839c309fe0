/** What still has to be asked so that somebody can go there and put it right. Few questions; none that the text answers. */

export const facts = ['place', 'floor', 'since', 'photo', 'time', 'name'] as const
export type Fact = (typeof facts)[number]
export type MissingFact = { readonly fact: Fact; readonly question: string }

const questions: Readonly<Record<Fact, string>> = {
  place: '在哪里？请点选地图，或写下路名、小区、附近的标志物',
  floor: '是哪一栋、几楼？',
  since: '从什么时候开始的？',
  photo: '可以拍一张照片吗？',
  time: '一般在几点？',
  name: '是哪一家（店铺、公司或单位的名称）？',
}

const floor =
  /\d+\s*(?:楼|层|房|室|单元|栋|幢|座|号楼)|[一二三四五六七八九十]+(?:楼|层|栋|座)|天台|地下|首层|顶楼|楼上|楼下/
const since =
  /昨|今天|今日|今早|今晚|前天|上周|上个?月|星期|周[一二三四五六日末]|\d+(?:天|日|个?月|年|周|号|点)|[一二两三四五六七八九十几半]+(?:天|个?月|年|周|点|日)|刚|一直|每[天晚日]|最近|长期|好耐|好久|早上|晚上|半夜|凌晨|下午|中午|现在/
const clock = /\d+\s*[点:：时]|[一二三四五六七八九十]+点|凌晨|半夜|晚上|早上|中午|下午|通宵|夜里|整天|全天/

const wants: readonly [pattern: RegExp, facts: readonly Fact[]][] = [
  [/^(P|E01|E02|E05|E21|A03|A04)/, ['place', 'photo']],
  [/^(E0301|A020[1-5]|E0508)/, ['place', 'time']],
  [/^(A050[56]|A0102|A010[1347]|A0703|A0211|A0212|A1207)/, ['place', 'floor', 'photo']],
  [/^(E03|E04|A01|A02|A05|A07)/, ['place', 'since']],
  [/^(A08|A09|A1003)/, ['name', 'since']],
  [/^(A06)/, ['place', 'time']],
  [/^A13/, ['place', 'since']],
]

export type Known = {
  readonly hasPlace?: boolean
  readonly hasPhoto?: boolean
  readonly kind: string
  readonly isCritical: boolean
}

/** Facts to ask for a leaf. In danger only the place is asked; a question or thanks need none. */
export const missingFor = (code: string | null, text: string, landmark: string | null, known: Known): MissingFact[] => {
  if (known.kind === 'praise' || known.kind === 'inquiry') return []
  const answered: Readonly<Record<Fact, boolean>> = {
    place: known.hasPlace === true || landmark !== null,
    floor: floor.test(text),
    since: since.test(text),
    photo: known.hasPhoto === true,
    time: clock.test(text),
    name: landmark !== null || /公司|店|厂|学校|机构|银行|医院|老板叫/.test(text),
  }
  const wanted = known.isCritical
    ? (['place', 'floor'] as const)
    : (wants.find(([one]) => one.test(code ?? ''))?.[1] ?? ['place'])
  const some = known.kind === 'suggestion' ? wanted.filter((fact) => fact === 'place') : wanted
  return some.filter((fact) => !answered[fact]).map((fact) => ({ fact, question: questions[fact] }))
}
