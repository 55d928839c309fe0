/** Whose place it is 权属, as far as the words say: lane, estate, municipal road… Routing asks for it, reporters seldom know. */

export type Ownership = 'municipal' | 'lane' | 'estate' | 'unmanagedEstate' | 'private' | 'institution'

// The first that fits counts: what is inside an estate may also name the road before its gate.
const signs: readonly (readonly [Ownership, RegExp])[] = [
  ['private', /我家|自家|屋内|家里|室内|阳台|邻居家|楼上住户|楼上漏水|隔壁家/],
  ['unmanagedEstate', /无物业|冇物业|没有物业|没物业|旧楼|老旧小区|单体楼|唐楼/],
  ['institution', /校内|校园内|医院内|大院内|单位院内|厂区内/],
  ['estate', /小区|花园内|楼道|楼梯|电梯|物业|业委会|架空层|单元门|\d+[栋幢座]/],
  ['lane', /内街|内巷|巷|里弄|横街|背街|后街|胡同|骑楼底/],
  ['municipal', /马路|大道|路口|路面|公路|主干道|高架|立交|天桥|隧道|人行道|车行道|绿化带|[一-龥]路/],
]

/** Null where the words say nothing of it: then the duty lists' own order counts (属地). */
export const ownershipIn = (text: string): { readonly ownership: Ownership; readonly word: string } | null => {
  for (const [ownership, sign] of signs) {
    const word = sign.exec(text)?.[0]
    if (word !== undefined) return { ownership, word }
  }
  return null
}
