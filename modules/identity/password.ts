/** What a password must be (等保2.0 level 3): long, mixed, not oneself, not everybody's. Pure: the form shows it, the server obeys it. */

export const passwordLimits = Object.freeze({ minLength: 10, maxLength: 128, classes: 3, remembered: 5, staffDays: 90 })

export type PasswordFault = 'too-short' | 'too-long' | 'too-plain' | 'has-name' | 'has-phone' | 'common'

/** Roots of passwords that everybody tries first; compared without case, leet letters and trailing signs. */
const commonRoots = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx',
  'iloveyou',
  'woaini',
  'admin',
  'administrator',
  'welcome',
  'letmein',
  'abc123',
  'a123456',
  'aa123456',
  '123456',
  '111111',
  '888888',
  '666666',
  '5201314',
  'guangzhou',
  'yuexiu',
  'changeme',
  'root',
  'test',
]

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll('!', 'i')
    .replaceAll('0', 'o')
    .replaceAll('3', 'e')

/** What is left of a password when everybody's words, runs of digits and signs are taken away. */
const remainder = (password: string) => {
  let left = plain(password)
  for (const root of commonRoots) left = left.replaceAll(plain(root), '')
  return left.replace(/[^a-z\u4e00-\u9fff]/g, '')
}

const isCommon = (password: string) =>
  commonRoots.some((root) => plain(password).includes(plain(root))) && remainder(password).length < 4

const isMonotone = (password: string) => new Set(password.toLowerCase()).size < 5

export const classesOf = (password: string) =>
  [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((one) => one.test(password)).length

type Owner = { readonly loginName?: string; readonly displayName?: string; readonly phone?: string | null }

const holdsName = (password: string, { loginName, displayName }: Owner) =>
  [loginName, displayName].some(
    (name) => name !== undefined && name.length >= 2 && password.toLowerCase().includes(name.toLowerCase()),
  )

/** Six digits of one's phone in a row are enough for a guess. */
const holdsPhone = (password: string, phone: string | null | undefined) => {
  if (!phone) return false
  for (let start = 0; start + 6 <= phone.length; start++)
    if (password.includes(phone.slice(start, start + 6))) return true
  return false
}

/** Everything that is wrong with a password; an empty list means it may be used. */
export const passwordFaults = (password: string, owner: Owner = {}): readonly PasswordFault[] => {
  const faults: PasswordFault[] = []
  if ([...password].length < passwordLimits.minLength) faults.push('too-short')
  if ([...password].length > passwordLimits.maxLength) faults.push('too-long')
  if (classesOf(password) < passwordLimits.classes) faults.push('too-plain')
  if (holdsName(password, owner)) faults.push('has-name')
  if (holdsPhone(password, owner.phone)) faults.push('has-phone')
  if (isCommon(password) || isMonotone(password)) faults.push('common')
  return faults
}

/** Staff change theirs every 90 days; residents keep theirs (NIST and the Ministry agree that forced change weakens them). */
export const isStale = (changedAt: Date | null, isStaff: boolean, now: Date) =>
  isStaff && changedAt !== null && now.getTime() - changedAt.getTime() > passwordLimits.staffDays * 86_400_000
