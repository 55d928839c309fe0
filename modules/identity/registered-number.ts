/** Numbers people register with, as the register of persons and enterprises will take them too: one arithmetic, in `@liren/contract/numbers`. */
import { ageOn, birthOnOf, creditCodeFault, oldestAge, residentIdFault } from '@liren/contract/numbers'

/** 18 signs with a capital X, of a region that is or was one, of somebody who can be alive. `today` is a calendar day, `yyyy-MM-dd`. */
export const isResidentNumber = (number: string, today: string): boolean =>
  residentIdFault(number, today) === null && ageOn(birthOnOf(number), today) <= oldestAge

/** The unified social credit code of an enterprise or organisation, whoever registers it. */
export const isCreditCode = (code: string): boolean => creditCodeFault(code) === null
