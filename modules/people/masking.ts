/** 脱敏 What is shown of a name or number to those who need no more. */

const compoundSurnames =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|长孙|宇文|司空|夏侯|端木|南宫|独孤)./u

/** 张** — the surname and two stars whatever the length, so that the length tells nothing. A single character is all stars. */
export const maskName = (name: string) => {
  const characters = [...name.trim()]
  if (characters.length < 2) return '**'
  const surname = compoundSurnames.test(name) ? 2 : 1
  return `${characters.slice(0, surname).join('')}**`
}

/** 440104********0029; shorter numbers keep one character in front and two behind. */
export const maskIdentityNumber = (number: string) =>
  number.length >= 15
    ? number.slice(0, 6) + '*'.repeat(number.length - 10) + number.slice(-4)
    : number.slice(0, 1) + '*'.repeat(Math.max(number.length - 3, 2)) + number.slice(-2)

/** 138****1234. */
export const maskPhone = (phone: string) =>
  phone.slice(0, 3) + '*'.repeat(Math.max(phone.length - 7, 2)) + phone.slice(-4)
