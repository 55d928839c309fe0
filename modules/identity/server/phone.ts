/** Phones at rest: sealed for those who must send to them, fingerprinted for those who look them up. */
import type { Secrets } from '@liren/kernel'

export const phonePrint = (secrets: Pick<Secrets, 'fingerprint'>, phone: string) =>
  secrets.fingerprint(`identity phone ${phone}`)
export const sealPhone = (secrets: Pick<Secrets, 'seal'>, accountId: string, phone: string) =>
  secrets.seal(phone, `identity:phone:${accountId}`)
export const openPhone = (secrets: Pick<Secrets, 'open'>, accountId: string, sealed: string) =>
  secrets.open(sealed, `identity:phone:${accountId}`)
/** Identity numbers are never kept here, only the print that finds a second registration. */
export const numberPrint = (secrets: Pick<Secrets, 'fingerprint'>, number: string) =>
  secrets.fingerprint(`identity number ${number}`)
