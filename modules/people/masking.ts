/** 脱敏 What is shown of an identity number to those who need no more. */

/** 440104********0029; shorter numbers keep one character in front and two behind. */
export const maskIdentityNumber = (number: string) =>
  number.length >= 15
    ? number.slice(0, 6) + '*'.repeat(number.length - 10) + number.slice(-4)
    : number.slice(0, 1) + '*'.repeat(Math.max(number.length - 3, 2)) + number.slice(-2)
