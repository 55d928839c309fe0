/** What a tool asks of people is counted from the tool itself; what a version adds is seen before anybody is bothered with it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { burdenChange, burdenOf, grows } from './burden.ts'
import { completed } from './completed.ts'
import { mappingAlong, mappingOf } from './standard.ts'
import { addField, dropField, fieldKinds, setField, withKind } from './studio.ts'
import { blank, shaped } from './templates.ts'

const borrow = () => completed(shaped(blank('tool-corner', '440104001001', '越秀山社区居委会'), 'borrow'))

test('a telephone that is known already burdens nobody; each question does', () => {
  const before = burdenOf(borrow())
  expect(before).toEqual({ asked: 3, brought: 1, staffFields: 0, staffMoves: 2 })
  const phone = burdenOf(addField(borrow(), 'asking', '紧急联系电话', 'phone', true))
  expect(grows(burdenChange(before, phone))).toBe(false)
  const more = burdenOf(addField(borrow(), 'asking', '为什么借', 'text', false))
  expect(burdenChange(before, more)).toMatchObject({ asked: 1 })
  expect(grows(burdenChange(before, more))).toBe(true)
})

test('however questions come and go, one that comes and goes leaves nothing behind', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fieldKinds), { maxLength: 8 }), (kinds) => {
      let tool = borrow()
      const before = burdenOf(tool)
      for (const kind of kinds) tool = addField(tool, 'asking', '一项', kind, false)
      const change = burdenChange(before, burdenOf(tool))
      expect(change.asked + change.brought).toBe(kinds.length)
      for (const { key } of tool.forms[0]?.fields.slice(-kinds.length || tool.forms[0].fields.length) ?? [])
        tool = dropField(tool, 'asking', key)
      expect(burdenOf(tool)).toEqual(before)
    }),
    { numRuns: 50 },
  )
})

test('a copy of a standard keeps its fields, or says which of its own stands for each, or that there is none', () => {
  const standard = borrow()
  const forkOf = { id: standard.id, version: '1.0.0', publisher: 'a', digest: `sha256:${'0'.repeat(64)}` }
  const copy = { ...borrow(), id: 'copy', lineage: { forkOf } }
  expect(mappingOf(standard, copy).gaps).toEqual([])
  const without = addField(dropField(copy, 'asking', 'f2'), 'asking', '取货日', 'date', true)
  expect(mappingOf(standard, without).gaps.map(({ key }) => key)).toEqual(['f2'])
  const own = without.forms[0]?.fields.at(-1)?.key ?? ''
  const said = (to: string | null) => ({ ...without, lineage: { forkOf, mapping: { f2: to } } })
  expect([...mappingOf(standard, said(own)).mapping]).toContainEqual(['f2', own])
  expect(mappingOf(standard, said(null)).gaps).toEqual([])
  expect(mappingOf(standard, said('nothing')).gaps).toHaveLength(1)
  // Another kind of value is another field, whatever it is called.
  const other = setField(copy, 'asking', 'f3', (field) => withKind(field, 'text'))
  expect(mappingOf(standard, other).gaps.map(({ key }) => key)).toEqual(['f3'])
})

test('a copy of a copy names the field of what it was made from, and inherits what that one has not', () => {
  const standard = borrow()
  const forkOf = { id: standard.id, version: '1.0.0', publisher: 'a', digest: `sha256:${'0'.repeat(64)}` }
  const without = addField(dropField(borrow(), 'asking', 'f2'), 'asking', '取货日', 'date', true)
  const own = without.forms[0]?.fields.at(-1)?.key ?? ''
  const copy = { ...without, id: 'copy', lineage: { forkOf, mapping: { f2: own } } }
  const ofCopy = { ...without, id: 'copy-of-copy', lineage: { forkOf: { ...forkOf, id: 'copy' } } }
  expect(mappingAlong(standard, [copy, ofCopy])).toMatchObject({ gaps: [] })
  expect(mappingAlong(standard, [copy, ofCopy]).mapping.get('f2')).toBe(own)
  // Back under the standard’s own name.
  const again = { ...borrow(), id: 'again', lineage: ofCopy.lineage }
  expect(mappingAlong(standard, [copy, again]).mapping.get('f2')).toBe('f2')
  const lost = { ...dropField(borrow(), 'asking', 'f2'), id: 'lost', lineage: ofCopy.lineage }
  expect(mappingAlong(standard, [copy, lost]).gaps.map(({ key }) => key)).toEqual(['f2'])
  const openly = { ...lost, id: 'copy', lineage: { forkOf, mapping: { f2: null } } }
  expect(mappingAlong(standard, [openly, lost]).gaps).toEqual([])
})
