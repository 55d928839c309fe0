/** A page's own lines run by their fingerprint; a line somebody slips in does not. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { policyOf, serveBoards } from './boards.ts'

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

test('every page of a practice space says that it is one and leads back, a page of the real district never', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liren-boards-'))
  for (const page of ['index', 'worker', 'desk', 'merchant'])
    writeFileSync(join(folder, `${page}.html`), '<title>里仁</title><div id="root"></div>')
  const servers = [fastify(), fastify()] as const
  const [practice, real] = servers
  try {
    expect(await serveBoards(practice, 'https://liren.example/desk?a=1&b="2"', folder)).toBe(true)
    expect(await serveBoards(real, null, folder)).toBe(true)
    for (const path of ['/', '/worker', '/desk/cases', '/merchant']) {
      const [marked, plain] = await Promise.all(servers.map(async (one) => (await one.inject(path)).body))
      expect(marked).toContain('练习环境')
      expect(marked).toContain('href="https://liren.example/desk?a=1&#38;b=&#34;2&#34;"')
      expect(plain).toBe('<title>里仁</title><div id="root"></div>')
    }
  } finally {
    await Promise.all(servers.map((one) => one.close()))
    rmSync(folder, { recursive: true })
  }
})

test('a page asks nothing but this server, and a kiosk’s own card reader where one is set up', () => {
  expect(policyOf('<p></p>')).not.toContain('connect-src')
  expect(policyOf('<p></p>', ['http://127.0.0.1:19196'])).toContain("connect-src 'self' http://127.0.0.1:19196;")
})
