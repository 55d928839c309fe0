/** A page's own lines run by their fingerprint; a line somebody slips in does not. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { policyOf } from './boards.ts'

const print = (program: string) => `'sha256-${createHash('sha256').update(program).digest('base64')}'`

test('only the program that was built into the page may run in it, and files of ours', () => {
  const policy = policyOf('<script type="module" src="/a.js"></script><script>go()</script>')
  const scripts = /script-src ([^;]*);/.exec(policy)?.[1]
  expect(scripts).toBe(`'self' ${print('go()')}`)
  expect(policy).not.toContain(print('evil()'))
  expect(scripts).not.toContain('unsafe-inline')
})

test('a page without any keeps to files of ours', () => {
  expect(policyOf('<p></p>')).toContain("default-src 'self'")
  expect(policyOf('<p></p>')).not.toContain('script-src')
})
