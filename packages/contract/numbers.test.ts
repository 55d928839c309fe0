/** Numbers people hold: which can be right, and what is said about one that cannot. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageOn,
  birthOnOf,
  canonicalNumber,
  creditCodeFault,
  disabilityCertificateFault,
  documentFault,
  organisationCodeFault,
  organisationKindOf,
  phoneFault,
  phoneKind,
  residentIdFault,
  sexOf,
  tidyNumber,
} from './numbers.ts'

const today = '2026-11-23'
const vectorFile = `${process.env.LIREN_TEST_VECTORS ?? ''}/ids.json`

describe('resident identity numbers', () => {
  test.each([
    ['11010519491231002X', null],
    ['440524188001010014', null],
    ['440104195503080029', null],
    ['440104201306175617', null],
    ['440104195503080028', 'wrong-check'],
    ['440104195502300026', 'impossible-date'],
    ['44010419550308002', 'wrong-length'],
    ['4401041955030800290', 'wrong-length'],
    ['44010419550308002a', 'wrong-character'],
    ['11010519491231002x', 'wrong-character'],
    ['411525202701018885', 'future-date'],
    ['111111199901101512', 'unknown-region'],
    ['000000195503080029', 'unknown-region'],
    ['', 'wrong-length'],
  ])('%s: %s', (number, fault) => {
    expect(residentIdFault(number, today)).toBe(fault)
  })

  test('a number tells birthday, age and sex', () => {
    expect(birthOnOf('440104195503080029')).toBe('1955-03-08')
    expect(sexOf('440104195503080029')).toBe('female')
    expect(sexOf('440104201306175617')).toBe('male')
    expect(ageOn('1955-03-08', '2026-03-07')).toBe(70)
    expect(ageOn('1955-03-08', '2026-03-08')).toBe(71)
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21)
    expect(ageOn('2004-02-29', '2026-03-01')).toBe(22)
  })

  test('someone may write it with spaces, in full width, or with a small x', () => {
    expect(canonicalNumber('residentId', ' 110105 19491231 002x ')).toBe('11010519491231002X')
    expect(tidyNumber('４４０１０４１９５５０３０８００２９')).toBe('440104195503080029')
  })

  test('the old 15-digit number is kept as the new one of the same person', () => {
    expect(documentFault('residentId', '610104620927690', today)).toBe(null)
    expect(documentFault('residentId', '610104620932690', today)).toBe('impossible-date')
    const upgraded = canonicalNumber('residentId', '610104620927690')
    expect(upgraded).toMatch(/^61010419620927690[\dX]$/)
    expect(residentIdFault(upgraded, today)).toBe(null)
  })

  test('any single wrong digit, and nearly any swap of neighbours, is noticed', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const digits = [...'440104195503080029']
        digits[at] = String((Number(digits[at]) + add) % 10)
        expect(residentIdFault(digits.join(''), today)).not.toBe(null)
      }),
    )
  })
})

describe('other documents', () => {
  test.each([
    ['hongKongMacaoPass', 'H12345678', null],
    ['hongKongMacaoPass', 'K12345678', 'wrong-pattern'],
    ['taiwanPass', '12345678', null],
    ['taiwanPass', '1234567', 'wrong-pattern'],
    ['foreignPermanentResident', '911124198108030024', null],
    ['foreignPermanentResident', '811124198108030024', 'wrong-pattern'],
    ['passport', 'E12345678', null],
    ['passport', 'E1', 'wrong-pattern'],
    ['residentId', '830000199201300022', null],
  ] as const)('%s %s: %s', (kind, number, fault) => {
    expect(documentFault(kind, number, today)).toBe(fault)
  })

  test('a disability certificate is an identity number with type and grade', () => {
    expect(disabilityCertificateFault('44010419550308002941', today)).toBe(null)
    expect(disabilityCertificateFault('44010419550308002981', today)).toBe('unknown-kind')
    expect(disabilityCertificateFault('44010419550308002945', today)).toBe('unknown-kind')
    expect(disabilityCertificateFault('44010419550308002841', today)).toBe('wrong-check')
    expect(disabilityCertificateFault('440104195503080029', today)).toBe('wrong-length')
  })

  test.each([
    ['91350100M000100Y43', null],
    ['91440104MA59A1B285', null],
    ['51440104500123453P', null],
    ['91350100M000100Y4A', 'wrong-check'],
    ['91440104MA59A1B286', 'wrong-check'],
    ['91440104IA59A1B285', 'wrong-character'],
    ['91440104MA59A1B28', 'wrong-length'],
  ])('credit code %s: %s', (code, fault) => {
    expect(creditCodeFault(code)).toBe(fault)
  })

  test('an organisation code has a check of its own; a credit code tells the kind of body', () => {
    expect(organisationCodeFault('M000100Y4')).toBe(null)
    expect(organisationCodeFault('D2143569X')).toBe(null)
    expect(organisationCodeFault('D21435690')).toBe('wrong-check')
    expect(organisationKindOf('92440104MA59A1B285')).toBe('soleTrader')
  })

  test('phones by which a person can be reached', () => {
    expect(phoneFault('13812345678')).toBe(null)
    expect(phoneFault('+86 138-1234-5678')).toBe(null)
    expect(phoneFault('020-83556677')).toBe(null)
    expect(phoneFault('1381234567')).toBe('wrong-length')
    expect(phoneFault('12345678901')).toBe('wrong-pattern')
    expect(phoneFault('1381234567a')).toBe('wrong-character')
    expect(phoneFault('12345')).toBe('wrong-pattern')
    expect(phoneKind('12345')).toBe('hotline')
  })
})

test.runIf(existsSync(vectorFile))('every vector of the file given is judged as it says', () => {
  // The shape of the vector file, stated beside it.
  const vectors = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
    kind: string
    value: string
    valid: boolean
    reason: string
  }[]
  const wrong = vectors.filter(({ kind, value, valid }) => {
    const fault =
      kind === 'uscc'
        ? creditCodeFault(value)
        : kind === 'phone'
          ? phoneKind(value) === null
          : documentFault('residentId', value, today)
    return !fault !== valid
  })
  expect(wrong).toEqual([])
})
