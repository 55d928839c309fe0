/** Starts the peer of a bench: a bare Fastify + pg handler in a process of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Statements = { readonly create: string; readonly list: string; readonly read: string }

export const startBare = async (url: string, statements: Statements) => {
  const file = join(mkdtempSync(join(tmpdir(), 'liren-bare-')), 'statements.json')
  writeFileSync(file, JSON.stringify(statements))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts'), url, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A bench that fails half way must not leave its peer behind.
  process.once('exit', () => child.kill())
  const line = await new Promise<string>((done) => child.stdout.once('data', (data: Buffer) => done(data.toString())))
  return { child, base: `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}` }
}
