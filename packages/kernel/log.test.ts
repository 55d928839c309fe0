/** Logs: one line per act, and no field marked personal in any of them, however deep it lies. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog } from './log.ts'

const catching = () => {
  const lines: string[] = []
  return { lines, to: { write: (line: string) => lines.push(line) > 0 } }
}

test('a telephone number never reaches the log, wherever it is put', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'list', 'deep', 'person'), { maxLength: 5 }), (path) => {
      const { lines, to } = catching()
      const log = createLog({ to: to as never, personal: new Set(['phone']) })
      const facts = path.reduce<Record<string, unknown>>(
        (inner, key) => ({ [key]: key === 'list' ? [inner] : inner }),
        { phone: '13812345678', kept: 1 },
      )
      log.info('saved', facts)
      expect(lines).toHaveLength(1)
      expect(lines[0]).not.toContain('13812345678')
    }),
  )
})

test('a line is one line of JSON, with its facts and those of its parents', () => {
  const { lines, to } = catching()
  createLog({ to: to as never, personal: new Set() })
    .child({ requestId: 'r1' })
    .warn('slow\nquery', { ms: 12n })
  expect(lines[0]?.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', what: 'slow\nquery', requestId: 'r1', ms: '12' })
})
