/** A new module carries its own name everywhere, and nothing of the sample it grew from. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Names = { readonly name: string; readonly title: string; readonly titleEn: string }
// Plain JavaScript, which runs before anything is installed; its shape is said here.
const { writeModule } = (await import(new URL('./new-module.mjs', import.meta.url).href)) as {
  writeModule: (folder: string, names: Names) => string[]
}

test('a developer who asks for "lost-and-found" gets nothing that is called otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liren-module-'))
  try {
    const files = writeModule(folder, { name: 'lost-and-found', title: '失物招领', titleEn: 'Lost and found' })
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    expect(files.length).toBeGreaterThan(12)
    expect(`${files.join('\n')}${text}`).not.toMatch(/sample|邻里留言/i)
    expect(text).toContain(`defineContract({\n  name: 'lost-and-found'`)
    expect(text).toContain('create table lost_and_found_notes')
    expect(text).toContain('lostAndFoundNotes')
    expect(JSON.parse(readFileSync(join(folder, 'locales/zh-CN.json'), 'utf8')).title).toBe('失物招领')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
