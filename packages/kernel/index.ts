/** Floor 2: the server host. It knows modules, transactions, permissions and time, and not one word of the domain. */
export {
  type Because,
  compileRule,
  type DeclaredFacts,
  type Facts,
  type FactType,
  type Judgement,
  type Rule,
  type RuleFault,
  ruleFault,
  type Verdict,
} from '@liren/contract/rules'
export { type Actor, areaPrefix, type Grant, guest, isWithin, ownPersonOf, type Scope, system } from './actor.ts'
export { networkOf } from './address.ts'
export { apart } from './apart.ts'
export { configOf, given, homeOf, secretsOf } from './core.ts'
export { jsonText } from './door.ts'
export { faceOf, type ModuleFace } from './face.ts'
export { freshMinutes, mustBeFresh } from './fresh.ts'
export { uuidv7 } from './ids.ts'
export type { Log } from './log.ts'
export {
  type AccountNames,
  type AccountsNamed,
  type Answer,
  type AuditObjects,
  type Authenticate,
  answer,
  answerOnce,
  type Db,
  defineModule,
  type Heard,
  hear,
  hearAny,
  type Job,
  job,
  type Listener,
  listen,
  longJob,
  type Module,
  type PersonalData,
  type Preset,
  type Seed,
  type SettingChanged,
  type Spell,
  type Upload,
  type Where,
  type Work,
} from './module.ts'
export { defaultLimit, pageOf, readAs, readCursor, readPair, readTimeAndId } from './page.ts'
export { eventsOf, type PastFact, pastFacts } from './past-facts.ts'
export { within } from './permissions.ts'
export { eraseEverywhere, heldAbout } from './personal-data.ts'
export { readTable, type Table, type TableRow } from './read-table.ts'
export { Refusal, refuseAsKernel } from './refusal.ts'
export { bothWords, saidIn, sayAgain } from './said.ts'
export type { Secrets } from './secrets.ts'
export { contentPolicy } from './security-headers.ts'
export { sentText } from './signed-text.ts'
export { loadedWhole, readByRow, type Swelling, soundWorkbook } from './sound-workbook.ts'
export { installed, modulesOff, offWithin, switchable, switchModule, withDoors } from './switched-off.ts'
export { together } from './together.ts'
export { refuseField } from './validation.ts'
export { actOf } from './work.ts'
