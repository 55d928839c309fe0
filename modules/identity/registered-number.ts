/** Check digits of the numbers people register with: resident identity number (GB 11643) and social credit code (GB 32100). */

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const

const isRealDay = (text: string, today: Date) => {
  const at = new Date(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10).replaceAll('-', '') !== text) return false
  const years = (today.getTime() - at.getTime()) / (365.2425 * 86_400_000)
  return years >= 0 && years <= 130
}

/** The second-generation number: 18 signs, a real birthday not in the future, age ≤ 130, capital X. */
export const isResidentNumber = (number: string, today: Date): boolean => {
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || !isRealDay(number.slice(6, 14), today)) return false
  const sum = residentWeights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** The unified social credit code of an enterprise or organisation: 18 signs without I O S V Z. */
export const isCreditCode = (code: string): boolean => {
  const values = [...code].map((sign) => creditAlphabet.indexOf(sign))
  if (values.length !== 18 || values.includes(-1) || !/^[159ANY][1-9A]/.test(code)) return false
  const sum = creditWeights.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0)
  return (31 - (sum % 31)) % 31 === values[17]
}
