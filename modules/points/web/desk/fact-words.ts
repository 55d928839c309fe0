/** What people call the fields of events that award rules speak of; a field nobody named keeps its own name. */
import { useWords } from '@liren/web'
import type { SaidFact } from '@liren/web/desk'
import type { RuleFact } from '@liren/web/rules'

const people = ['personId', 'accountId', 'askerId', 'helperId', 'reporterId', 'workerId', 'handlerIds'] as const
const numbers = ['score', 'points', 'deduction', 'hours', 'amount', 'grade', 'problems', 'stops', 'typed'] as const
const others = [
  ...[
    'areaCode',
    'communityCode',
    'caseId',
    'matterId',
    'subjectId',
    'requestId',
    'toolId',
    'deviceId',
    'byId',
    'recordId',
  ],
  ...['because', 'rule', 'version'],
  ...['outcome', 'state', 'kind', 'move', 'finding', 'process', 'source', 'channel', 'categoryCode', 'photoIds'],
  ...['isOnTime', 'isUrgent', 'isAssisted', 'isPublic', 'title', 'number'],
] as const
const values: Readonly<Record<string, readonly string[]>> = {
  outcome: ['fixed', 'referred', 'refused', 'longTerm', 'notNeeded'],
  finding: ['genuine', 'notGenuine', 'duplicate', 'handledAlready'],
  state: ['planned', 'done', 'declined'],
}

export const useFactWords = (): {
  readonly facts: readonly SaidFact[]
  /** `评分（score）`: whoever writes a condition needs both. */
  readonly both: (name: string) => string
  /** The fields of one event as a condition may ask of them. */
  readonly ruleFacts: (fields: readonly { readonly name: string; readonly type: string }[]) => readonly RuleFact[]
} => {
  const t = useWords('points')
  const facts = [...people, ...numbers, ...others].map((name) => ({
    name,
    label: t(`fact.${name}`),
    choices: (values[name] ?? []).map((value) => ({ value, label: t(`factValue.${name}.${value}`) })),
  }))
  const label = (name: string) => facts.find((one) => one.name === name)?.label
  const both = (name: string): string => {
    const [before, field] = name.startsWith('reporterOf:') ? ['reporterOf', name.slice(11)] : [null, name]
    const said = label(field)
    if (before) return t('screen.reporterOf', { field: said ?? field })
    return said === undefined ? field : t('screen.factNamed', { said, name: field })
  }
  const isType = (type: string): type is RuleFact['type'] =>
    ['bool', 'int', 'double', 'string', 'list<string>', 'map'].includes(type)
  const ruleFacts = (fields: readonly { readonly name: string; readonly type: string }[]) =>
    fields.flatMap(({ name, type }): RuleFact[] => {
      const known = facts.find((one) => one.name === name)
      if (!isType(type)) return []
      const choices = known?.choices.length ? { choices: known.choices } : {}
      return [{ name, label: known?.label ?? name, type, ...choices }]
    })
  return { facts, both, ruleFacts }
}
