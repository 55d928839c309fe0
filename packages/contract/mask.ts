/** 脱敏 What is shown of a name or a telephone number to those who need no more: enough to recognise, too little to find. */

const compoundSurnames =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|长孙|宇文|司空|夏侯|端木|南宫|独孤)./u

/**
 * The surname and two stars whatever the length, so that the length tells nothing. A single character is all stars.
 * @example
 * maskName('张大三') // 张**
 * maskName('欧阳娜娜') // 欧阳**
 */
export const maskName = (name: string): string => {
  const characters = [...name.trim()]
  if (characters.length < 2) return '**'
  const surname = compoundSurnames.test(characters.join('')) ? 2 : 1
  return `${characters.slice(0, surname).join('')}**`
}

/**
 * Of a mobile number the first three digits and the last four; of any other the first three and the last two, and of a short one nothing.
 * @example
 * maskPhone('13812341234') // 138****1234
 * maskPhone('02083331234') // 020*****34
 */
export const maskPhone = (phone: string): string => {
  if (phone.length < 7) return '*****'
  return /^(\+?86)?1\d{10}$/.test(phone)
    ? `${phone.slice(-11, -8)}****${phone.slice(-4)}`
    : `${phone.slice(0, 3)}*****${phone.slice(-2)}`
}
