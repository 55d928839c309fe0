/** 登记 Examines what somebody wrote about a person: every fault with its field, and the tidy form that is kept. */

import { maskName, maskPhone } from '@liren/contract/mask'
import {
  ageOn,
  birthOnOf,
  canonicalNumber,
  canonicalPhone,
  dateFault,
  disabilityCertificateFault,
  documentFault,
  type NumberFault,
  oldestAge,
  phoneFault,
  type Sex,
  sexOf,
  tidyNumber,
} from '@liren/contract/numbers'
import type { DocumentKind, PersonChange, PrivateField, Registration, Residence } from './contract.ts'
import { maskIdentityNumber } from './masking.ts'

export type FieldFault = { readonly field: string; readonly fault: NumberFault | 'needed' | 'does-not-match' }

/** What is kept: open columns, and private ones still in clear (the store seals them). Absent = not touched. */
export type Tidy = {
  readonly open: {
    displayName?: string
    sex?: Sex
    birthYear?: number
    documentKind?: DocumentKind
    maskedIdentityNumber?: string
    maskedPhone?: string | null
    areaCode?: string | null
    dwellingId?: string | null
    residence?: Residence
  }
  readonly sealed: Partial<Record<PrivateField, string | null>>
}

const nameFault = (name: string): NumberFault | 'needed' | null => {
  const length = [...name].length
  if (length === 0) return 'needed'
  if (length > 50) return 'wrong-length'
  return /^[\p{L}\p{M}〇○·•・.'’ -]+$/u.test(name) ? null : 'wrong-character'
}

const birthFault = (birthOn: string, today: string) =>
  dateFault(birthOn, today) ?? (ageOn(birthOn, today) > oldestAge ? 'too-old' : null)

type Written = Partial<Registration> & PersonChange

/**
 * Looks at everything before saying anything: all faults at once, none half-kept.
 * @param today the district's calendar day, `yyyy-MM-dd`.
 */
export const examine = (
  written: Written,
  today: string,
  isNew: boolean,
): { tidy: Tidy; faults: readonly FieldFault[] } => {
  const faults: FieldFault[] = []
  const open: Tidy['open'] = {}
  const sealed: Tidy['sealed'] = {}
  const say = (field: string, fault: FieldFault['fault'] | null) => {
    if (fault) faults.push({ field, fault })
    return fault !== null
  }

  if (written.fullName !== undefined || isNew) {
    const name = (written.fullName ?? '').normalize('NFC').trim().replace(/[•・]/g, '·')
    if (!say('fullName', nameFault(name))) {
      sealed.fullName = name
      open.displayName = maskName(name)
    }
  }
  if (written.identityNumber) {
    const kind = written.documentKind ?? 'residentId'
    const typed = tidyNumber(written.identityNumber)
    if (!say('identityNumber', documentFault(kind, typed, today))) {
      const number = canonicalNumber(kind, typed)
      sealed.identityNumber = number
      open.documentKind = kind
      open.maskedIdentityNumber = maskIdentityNumber(number)
      if (kind === 'residentId') {
        sealed.birthOn = birthOnOf(number)
        open.sex = sexOf(number)
      }
    }
  }
  if (written.birthOn && !say('birthOn', birthFault(written.birthOn, today))) {
    if (sealed.birthOn && sealed.birthOn !== written.birthOn) say('birthOn', 'does-not-match')
    sealed.birthOn = written.birthOn
  }
  if (sealed.birthOn) open.birthYear = Number(sealed.birthOn.slice(0, 4))
  if (written.sex) {
    if (open.sex && open.sex !== written.sex) say('sex', 'does-not-match')
    open.sex = written.sex
  }
  if (written.phone === null || written.phone === '') {
    sealed.phone = null
    open.maskedPhone = null
  } else if (written.phone !== undefined && !say('phone', phoneFault(written.phone))) {
    sealed.phone = canonicalPhone(written.phone)
    open.maskedPhone = maskPhone(sealed.phone)
  }
  if (written.disabilityCertificate) {
    const certificate = tidyNumber(written.disabilityCertificate)
    if (!say('disabilityCertificate', disabilityCertificateFault(certificate, today))) {
      if (
        sealed.identityNumber &&
        open.documentKind === 'residentId' &&
        certificate.slice(0, 18) !== sealed.identityNumber
      )
        say('disabilityCertificate', 'does-not-match')
      sealed.disabilityCertificate = certificate
    }
  } else if (written.disabilityCertificate !== undefined) sealed.disabilityCertificate = null
  for (const field of ['hukouAddress', 'address', 'emergencyContact'] as const) {
    const text = written[field]
    if (text !== undefined) sealed[field] = text?.trim() || null
  }
  for (const field of ['areaCode', 'dwellingId'] as const) {
    const value = written[field]
    if (value !== undefined) open[field] = value
  }
  if (written.residence !== undefined) open.residence = written.residence
  return { tidy: { open, sealed }, faults }
}
