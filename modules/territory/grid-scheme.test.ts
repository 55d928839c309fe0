/** A cell's number by another rule is kept when it has that rule's form, and refused when it has not. */
import { expect, test } from 'vitest'
import { readScheme } from './grid-scheme.ts'

const code = '440104001001001'

test.each([
  [undefined, undefined, { scheme: null, schemeCode: null }],
  ['unit', undefined, { scheme: 'unit', schemeCode: null }],
  ['unit', code, { scheme: 'unit', schemeCode: null }],
  ['unit', '440104001001002', 'no-scheme-code'],
  ['comprehensive', '44010400100100017', { scheme: 'comprehensive', schemeCode: '44010400100100017' }],
  ['comprehensive', '4401040010010001234', { scheme: 'comprehensive', schemeCode: '4401040010010001234' }],
  ['comprehensive', '44010400100100', 'no-scheme-code'],
  ['comprehensive', '44010400100100012345', 'no-scheme-code'],
  ['comprehensive', '4401040010010001A', 'no-scheme-code'],
  ['comprehensive', undefined, 'no-scheme-code'],
  ['digitalCommunity', '00000044010400100101', { scheme: 'digitalCommunity', schemeCode: '00000044010400100101' }],
  ['digitalCommunity', '0000004401040010010', 'no-scheme-code'],
  // A number of twenty digits lost its end on the way through a floating-point column.
  ['digitalCommunity', 4.4010400100101e19, 'no-scheme-code'],
  ['万米网格', '440104001001001', 'no-scheme'],
  [undefined, '44010400100100017', 'no-scheme'],
])('%s %s: %o', (scheme, schemeCode, result) => {
  expect(readScheme(code, scheme, schemeCode)).toEqual(result)
})

test('only cells are numbered by a grid’s rule', () => {
  expect(readScheme('440104001001', 'comprehensive', '44010400100100017')).toBe('no-scheme')
})
