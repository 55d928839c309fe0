/** What a rule about an audience (受众) may ask of a person: the facts `facts(personId)` of the port gives, with their types. */
import { capacities, residences } from './shapes.ts'

/** Never a day of birth, an address or a number: a rule finds people by what every module may know of them. */
export const audienceFacts = {
  age: { type: 'int' },
  sex: { type: 'string', choices: ['F', 'M'] },
  areaCode: { type: 'string' },
  residence: { type: 'string', choices: residences },
  capacities: { type: 'list<string>', choices: capacities },
  livesAlone: { type: 'bool' },
  tags: { type: 'list<string>' },
} as const
export type AudienceFact = keyof typeof audienceFacts
