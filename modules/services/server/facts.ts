/** Facts an item's condition may speak of: what the register and the sources say of a person, never what they look like on screen. */
import { type DeclaredFacts, ruleFault } from '@liren/kernel'

/** Names follow the field dictionary; values that are private stay out of explanations. */
export const itemFacts = {
  age: 'int',
  sex: 'string',
  areaCode: 'string',
  residence: 'string',
  livesAlone: 'bool',
  tags: 'list<string>',
  'hukou.city': { type: 'string', personal: true },
  'disability.grade': { type: 'string', personal: true },
  'disability.kind': { type: 'string', personal: true },
  'lowIncome.class': { type: 'string', personal: true },
  'insurance.pension': { type: 'string', personal: true },
  'insurance.medical': { type: 'string', personal: true },
  'employment.state': { type: 'string', personal: true },
  'housing.areaM2': { type: 'double', personal: true },
  'veteran.kind': { type: 'string', personal: true },
} as const satisfies DeclaredFacts

/** Dictionary keys the facts come from. */
export const factKeys: Readonly<Record<string, string>> = {
  'hukou.city': 'share.hukou.city',
  'disability.grade': 'share.disability.grade',
  'disability.kind': 'share.disability.kind',
  'lowIncome.class': 'share.lowIncome.class',
  'insurance.pension': 'share.insurance.pension',
  'insurance.medical': 'share.insurance.medical',
  'employment.state': 'share.employment.state',
  'housing.areaM2': 'share.housing.areaM2',
  'veteran.kind': 'share.veteran.kind',
}

export const conditionFault = (source: string) => ruleFault(source, itemFacts)
