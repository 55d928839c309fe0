/** 号码 Identity numbers (GB 11643), credit codes (GB 32100), organisation codes (GB 11714), passes, certificates and phones: what is wrong with one, and what it tells. */
/** What a number can be the number of. */
export type NumberedDocument =
  | 'residentId'
  | 'hongKongMacaoPass'
  | 'taiwanPass'
  | 'foreignPermanentResident'
  | 'passport'

/** Each is also a refusal of whoever asks, so that whoever typed it hears which. */
export type NumberFault =
  | 'wrong-length'
  | 'wrong-character'
  | 'wrong-check'
  | 'wrong-pattern'
  | 'unknown-region'
  | 'unknown-kind'
  | 'impossible-date'
  | 'future-date'
  | 'too-old'

export type Sex = 'female' | 'male'

/** Full-width to half-width, without spaces and dashes, upper case: how people type numbers and how we keep them. */
export const tidyNumber = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\-‐-―]/g, '')
    .toUpperCase()

/** Days are `yyyy-MM-dd`; `today` is the district's calendar day. */
export const dateFault = (day: string, today: string): NumberFault | null => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const real = new Date(Date.UTC(year, month - 1, date))
  if (real.getUTCFullYear() !== year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date)
    return 'impossible-date'
  return day > today ? 'future-date' : null
}

/** Nobody known has lived longer. A number of such an age is right, but the register asks after its holder. */
export const oldestAge = 130

/** Completed years of life on a day. Someone born on 29 February turns a year older on 1 March. */
export const ageOn = (birthOn: string, day: string) =>
  Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4)) - (day.slice(5) < birthOn.slice(5) ? 1 : 0)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacter = (seventeen: string) =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11] ?? ''

/** Seventeen characters with the check that belongs to them. */
export const checkedNumber = (seventeen: string) => seventeen + checkCharacter(seventeen)

const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
/** A municipality's districts have always stood under 01–03; elsewhere a city may have been renumbered many times. */
const isRegion = (code: string) =>
  provinces.test(code) && (!/^(11|12|31|50)/.test(code) || /^..0[1-3]/.test(code)) && code.slice(2, 4) <= '90'

/**
 * Resident identity number (公民身份号码, GB 11643), also 港澳台居民居住证 (regions 81–83). Takes the tidied text.
 * A region need not exist today: people keep their number when a county is abolished.
 */
export const residentIdFault = (number: string, today: string): NumberFault | null => {
  if (number.length !== 18) return 'wrong-length'
  if (!/^\d{17}[\dX]$/.test(number)) return 'wrong-character'
  if (!isRegion(number.slice(0, 6))) return 'unknown-region'
  const wrongDate = dateFault(birthOnOf(number), today)
  if (wrongDate) return wrongDate
  return checkCharacter(number) === number[17] ? null : 'wrong-check'
}

/** The first-generation number of 15 digits (before 1999) as today's 18: born in 19xx, check added. */
export const upgradeFifteen = (number: string) => {
  return checkedNumber(`${number.slice(0, 6)}19${number.slice(6)}`)
}

export const birthOnOf = (number: string) => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
export const sexOf = (number: string): Sex => (Number(number[16]) % 2 === 1 ? 'male' : 'female')

const passPatterns = {
  hongKongMacaoPass: /^[HM]\d{8}$/,
  taiwanPass: /^\d{8}$/,
  foreignPermanentResident: /^9\d{17}$/,
  passport: /^[A-Z0-9]{5,17}$/,
} as const satisfies Record<Exclude<NumberedDocument, 'residentId'>, RegExp>

/** What is wrong with a document number of a kind, after tidying. 15-digit resident numbers pass as their 18. */
export const documentFault = (kind: NumberedDocument, number: string, today: string): NumberFault | null => {
  if (kind !== 'residentId') return passPatterns[kind].test(number) ? null : 'wrong-pattern'
  if (number.length === 15)
    return /^\d{15}$/.test(number) ? residentIdFault(upgradeFifteen(number), today) : 'wrong-character'
  return residentIdFault(number, today)
}

/** The text under which a number is kept and looked up. */
export const canonicalNumber = (kind: NumberedDocument, text: string) => {
  const number = tidyNumber(text)
  return kind === 'residentId' && /^\d{15}$/.test(number) ? upgradeFifteen(number) : number
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * 登记管理部门 Who registers an organisation, by the first sign of its code, and what by the second (GB 32100—2015, table 1 with
 * its later additions): 1 机构编制, 2 外交, 3 司法行政, 4 文化, 5 民政, 6 旅游, 7 宗教, 8 工会, 9 市场监管, A 军队, N 农业农村, Y 其他.
 */
const registers = {
  '1': ['agency', 'publicInstitution', 'massBody'],
  '2': ['foreignNewsOffice'],
  '3': ['lawFirm', 'notaryOffice', 'legalServiceOffice', 'forensicInstitution', 'arbitrationCommission'],
  '4': ['foreignCulturalCentre'],
  '5': ['socialGroup', 'privateNonEnterprise', 'foundation'],
  '6': ['foreignTourismOffice', 'regionalTourismOffice'],
  '7': ['placeOfWorship', 'religiousSchool'],
  '8': ['tradeUnion'],
  '9': ['enterprise', 'soleTrader', 'cooperative'],
  A: ['militaryInstitution'],
  N: ['groupCollective', 'villageCollective', 'townshipCollective'],
  Y: [],
} as const satisfies Readonly<Record<string, readonly string[]>>

const registerOf = (code: string): readonly string[] | undefined =>
  Object.entries(registers).find(([sign]) => sign === code[0])?.[1]

/** The sign that belongs after seventeen, each of them of the code's alphabet. */
const creditCheck = (seventeen: string) => {
  let [sum, weight] = [0, 1]
  for (const sign of seventeen) {
    sum += creditAlphabet.indexOf(sign) * weight
    weight = (weight * 3) % 31
  }
  return creditAlphabet[(31 - (sum % 31)) % 31] ?? ''
}

/** Seventeen signs of a credit code with the check that belongs to them. */
export const checkedCreditCode = (seventeen: string) => seventeen + creditCheck(seventeen)

/** 统一社会信用代码 Unified social credit code, GB 32100: 18 signs without I O S V Z. Takes the tidied text. */
export const creditCodeFault = (code: string): NumberFault | null => {
  if (code.length !== 18) return 'wrong-length'
  if ([...code].some((sign) => !creditAlphabet.includes(sign)) || !/^.{2}\d{6}/.test(code)) return 'wrong-character'
  // Which sorts an authority registers grows by decree; a new authority is a new standard.
  if (!registerOf(code) || !/^.[1-9]/.test(code)) return 'unknown-kind'
  return creditCheck(code.slice(0, 17)) === code[17] ? null : 'wrong-check'
}

/** What the registry and type signs say: `enterprise`, `lawFirm`, `tradeUnion`…; `other` for all else. */
export const organisationKindOf = (creditCode: string): string =>
  registerOf(creditCode)?.[Number(creditCode[1]) - 1] ?? 'other'

/** 组织机构代码 Organisation code, GB 11714: eight characters and a check. */
export const organisationCodeFault = (code: string): NumberFault | null => {
  if (code.length !== 9) return 'wrong-length'
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return 'wrong-character'
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, at) => total + weight * Number.parseInt(code[at] ?? '0', 36),
    0,
  )
  const check = 11 - (sum % 11)
  return (check === 10 ? 'X' : check === 11 ? '0' : String(check)) === code[8] ? null : 'wrong-check'
}

/** 残疾人证 Disability certificate: identity number + type 1–7 + grade 1–4. */
export const disabilityCertificateFault = (certificate: string, today: string): NumberFault | null => {
  if (certificate.length !== 20) return 'wrong-length'
  const wrong = residentIdFault(certificate.slice(0, 18), today)
  if (wrong) return wrong
  return /^[1-7][1-4]$/.test(certificate.slice(18)) ? null : 'unknown-kind'
}

export type PhoneKind = 'mobile' | 'landline' | 'hotline'

/** Digits only, without the country's code; a landline keeps its area code. */
export const canonicalPhone = (text: string) =>
  tidyNumber(text)
    .replace(/[()]/g, '')
    .replace(/^(\+86|0086)/, '')

export const phoneKind = (text: string): PhoneKind | null => {
  const phone = canonicalPhone(text)
  if (/^1[3-9]\d{9}$/.test(phone)) return 'mobile'
  if (/^0(10|2\d)\d{8}$/.test(phone) || /^0[3-9]\d{2}\d{7,8}$/.test(phone)) return 'landline'
  if (/^(1[0-2]\d{1,4}|9[56]\d{3,4}|[48]00\d{7})$/.test(phone) && phone.length !== 11) return 'hotline'
  return null
}

/** A phone under which a person can be reached: mobile or landline. */
export const phoneFault = (text: string): NumberFault | null => {
  const phone = canonicalPhone(text)
  if (!/^\d+$/.test(phone)) return 'wrong-character'
  const kind = phoneKind(text)
  if (kind === 'mobile' || kind === 'landline') return null
  if (kind === 'hotline') return 'wrong-pattern'
  return phone.startsWith('1') && phone.length !== 11 ? 'wrong-length' : 'wrong-pattern'
}
