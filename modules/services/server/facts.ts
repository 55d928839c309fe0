/** Facts an item's condition may speak of: what the register and the sources say of a person or a firm, never what they look like on screen. */
import { type DeclaredFacts, ruleFault } from '@liren/kernel'

/** Names follow the field dictionary; values that are private stay out of explanations. */
export const itemFacts = {
  age: 'int',
  sex: 'string',
  areaCode: 'string',
  residence: 'string',
  livesHere: 'bool',
  livesAlone: 'bool',
  tags: 'list<string>',
  'hukou.city': { type: 'string', personal: true },
  'disability.grade': { type: 'string', personal: true },
  'disability.kind': { type: 'string', personal: true },
  'lowIncome.class': { type: 'string', personal: true },
  'assets.class': { type: 'string', personal: true },
  'household.perHead': { type: 'double', personal: true },
  'line.dibao': 'double',
  'insurance.pension': { type: 'string', personal: true },
  'insurance.medical': { type: 'string', personal: true },
  'employment.state': { type: 'string', personal: true },
  'employment.difficulty': { type: 'string', personal: true },
  'children.count': { type: 'int', personal: true },
  'home.tie': { type: 'string', personal: true },
  'housing.areaM2': { type: 'double', personal: true },
  'veteran.kind': { type: 'string', personal: true },
  'firm.isHere': 'bool',
  'firm.kind': 'string',
  'firm.staff': 'int',
} as const satisfies DeclaredFacts

/** Dictionary keys the facts about a person come from. */
export const factKeys: Readonly<Record<string, string>> = {
  'hukou.city': 'share.hukou.city',
  'disability.grade': 'share.disability.grade',
  'disability.kind': 'share.disability.kind',
  'lowIncome.class': 'share.lowIncome.class',
  'assets.class': 'share.assets.class',
  'insurance.pension': 'share.insurance.pension',
  'insurance.medical': 'share.insurance.medical',
  'employment.state': 'share.employment.state',
  'employment.difficulty': 'share.employment.difficulty',
  'children.count': 'share.children.count',
  'home.tie': 'dwelling.myTie',
  'housing.areaM2': 'share.housing.areaM2',
  'veteran.kind': 'share.veteran.kind',
}
/** What the income of each head is reckoned from. */
export const perHeadKeys = ['household.monthlyIncome', 'household.size'] as const
/** Dictionary keys the facts about a firm come from. */
export const firmKeys: Readonly<Record<string, string>> = { 'firm.staff': 'enterprise.staff' }

export const conditionFault = (source: string) => ruleFault(source, itemFacts)
