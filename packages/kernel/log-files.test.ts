/** Log lines are kept by the day for as long as the law asks, and no longer than they have to be. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { logFiles, loggedDays } from './log-files.ts'

const dayMs = 86_400_000

test('lines go to the day’s file; files older than they have to be kept are removed, others in the folder are left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liren-logs-'))
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  let now = Date.parse('2026-01-01T00:30:00+08:00')
  const said: string[] = []
  const log = logFiles(folder, 183, { write: (line: string) => said.push(line) }, () => now)
  log.write('one\n')
  now += dayMs
  log.write('two\n')
  expect(loggedDays(folder)).toEqual(['2026-01-01', '2026-01-02'])
  expect(readFileSync(join(folder, 'liren-2026-01-02.log'), 'utf8')).toBe('two\n')
  now = Date.parse('2026-07-03T12:00:00+08:00')
  log.write('three\n')
  expect(loggedDays(folder)).toEqual(['2026-01-01', '2026-01-02', '2026-07-03'])
  now += dayMs
  log.write('four\n')
  expect(readdirSync(folder).sort()).toEqual([
    'liren-2026-01-02.log',
    'liren-2026-07-03.log',
    'liren-2026-07-04.log',
    'notes.txt',
  ])
  expect(said).toEqual(['one\n', 'two\n', 'three\n', 'four\n'])
})

test('a folder that cannot be written is said once, and the house goes on', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'liren-logs-')), 'a-file')
  writeFileSync(file, '')
  const said: string[] = []
  const log = logFiles(file, 183, { write: (line: string) => said.push(line) })
  log.write('one\n')
  log.write('two\n')
  expect(said.filter((line) => line.includes('cannot be written'))).toHaveLength(1)
})

test('fewer days than six months are refused at start, by name', () => {
  expect(() => readConfig({ LIREN_LOG_DAYS: '30' })).toThrow(/LIREN_LOG_DAYS.*183/)
  expect(readConfig({}).logFolder).toBeNull()
  const keys = `a:${Buffer.alloc(32, 1).toString('base64')}`
  const production = {
    LIREN_MODE: 'production',
    LIREN_ORIGIN: 'https://a.example',
    LIREN_KEYS: keys,
    LIREN_DATA: '/var/liren',
  }
  expect(readConfig(production)).toMatchObject({ logFolder: '/var/liren/logs', logDays: 183 })
})
