/** Killed at any moment, the district loses nothing it has acknowledged, holds no half case, tells every fact, and its audit chain is whole. */
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sealAudit, verifyAudit } from '@liren/kernel/audit'
import { isAlive, readLock } from '@liren/kernel/postgres/lock'
import { type Running, startServer } from '@liren/testing/server'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const rounds = Number(process.env.LIREN_TEST_KILLS ?? 20)
/** These guests write faster than guests may. */
const unlimited = { LIREN_GUEST_WRITES: '1000000' }
let server: Running
const acknowledged = new Set<string>()

const postmaster = () =>
  Number(readFileSync(join(server.dataFolder, 'postgres', 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])

beforeAll(async () => {
  server = await startServer({ env: unlimited, isEmbedded: true })
}, 240_000)
afterAll(async () => {
  await server.stop()
  rmSync(server.dataFolder, { recursive: true, force: true })
})

/** Reports as fast as it can until told to stop; a report counts as acknowledged when its 201 arrived. */
const keepReporting = (isOver: () => boolean) =>
  Promise.all(
    Array.from({ length: 6 }, async (_, turn) => {
      while (!isOver()) {
        const id = randomUUID()
        const body = JSON.stringify({
          id,
          text: `路灯不亮 ${turn}`,
          areaCode: '440104001001',
          contact: { phone: '13812345678' },
        })
        const answer = await fetch(`${server.base}/api/cases/reports`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }).catch(() => null)
        if (answer?.status === 201) acknowledged.add(id)
        else await new Promise((resume) => setTimeout(resume, 30))
      }
    }),
  )

test(`${rounds} kills of server or database in the middle of writing`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    let isOver = false
    const writing = keepReporting(() => isOver)
    await new Promise((resume) => setTimeout(resume, 150 + Math.random() * 500))
    if (round % 2 === 0) {
      server.child.kill('SIGKILL')
      await new Promise((resume) => setTimeout(resume, 50))
      isOver = true
      await writing
      server = await startServer({ dataFolder: server.dataFolder, env: unlimited, isEmbedded: true })
    } else {
      process.kill(postmaster(), 'SIGKILL')
      // The server notices, starts the database again and goes on by itself.
      const before = acknowledged.size
      const until = Date.now() + 60_000
      while (acknowledged.size < before + 3 && Date.now() < until)
        await new Promise((resume) => setTimeout(resume, 100))
      expect(acknowledged.size, `reports go on after kill ${round}`).toBeGreaterThan(before)
      isOver = true
      await writing
    }
  }
  expect(acknowledged.size).toBeGreaterThan(rounds)
  const pool = new pg.Pool({ connectionString: server.ownerUrl(), max: 2, options: '-c search_path=liren,public' })
  pool.on('error', () => {})
  try {
    // The last kill may have been the database's: it is asked once it is back.
    await vi.waitFor(() => pool.query('select 1'), { timeout: 60_000, interval: 200 })
    const { rows } = await pool.query<{ id: string }>(
      `select m.id from matters_matters m
       where m.id = any($1::uuid[]) and exists (select from cases_cases k where k.id = m.id) and exists (select from cases_contacts c where c.case_id = m.id)
         and exists (select from matters_steps s where s.matter_id = m.id) and exists (select from matters_clocks c where c.matter_id = m.id)
         and exists (select from kernel_audit a where a.object in (m.id::text, 'matter:' || m.id))`,
      [[...acknowledged]],
    )
    expect(rows.length, 'every acknowledged report is there, whole').toBe(acknowledged.size)
    const { rows: halves } = await pool.query<{ count: number }>(
      `select (select count(*) from matters_matters m where m.module = 'cases' and not exists (select from cases_cases k where k.id = m.id))
            + (select count(*) from cases_cases k where not exists (select from matters_matters m where m.id = k.id)) as count`,
    )
    expect(Number(halves[0]?.count), 'no half case').toBe(0)
    const heard = async () => {
      const { rows } = await pool.query<{ name: string }>(
        `select o.name from kernel_outbox o where o.name = 'cases/reported'
           and not exists (select from kernel_heard h where h.listener = 'triage/sort' and h.outbox_id = o.id)
         union all select 'unheard' from kernel_unheard`,
      )
      expect(rows, 'every report is heard of').toEqual([])
    }
    // What a killed process had in hand comes back when its sign of life is missed, and may have to be tried again.
    await vi.waitFor(heard, { timeout: 180_000, interval: 500 })
    expect(await verifyAudit(pool)).toMatchObject({ ok: true })
    // The server goes on by itself: what it does at this moment may be a moment younger than the last seal.
    const sealed = async () => {
      while ((await sealAudit(pool, 'liren')) > 0);
      expect(await verifyAudit(pool)).toMatchObject({ ok: true, unsealed: 0 })
    }
    await vi.waitFor(sealed, { timeout: 60_000, interval: 500 })
  } finally {
    await pool.end()
  }
}, 600_000)

test('a server that is stopped leaves no database running, not even one it had to start again', async () => {
  const dead = postmaster()
  process.kill(dead, 'SIGKILL')
  await expect
    .poll(() => readLock(join(server.dataFolder, 'postgres', 'pg'))?.pid ?? dead, { timeout: 60_000 })
    .not.toBe(dead)
  const revived = postmaster()
  await vi.waitFor(async () => expect((await fetch(`${server.base}/api/kernel/health`)).ok).toBe(true), {
    timeout: 60_000,
  })
  await server.end()
  expect(isAlive(revived)).toBe(false)
  expect(readLock(join(server.dataFolder, 'postgres', 'pg'))).toBeNull()
}, 180_000)
