/** A server that starts before its database waits for it, and does not wait for what will never come. */
import { connect, createServer } from 'node:net'
import { databaseUrl } from '@liren/testing/database'
import { freePort } from '@liren/testing/server'
import { expect, test, vi } from 'vitest'
import { awaitDatabase } from './await-database.ts'

const at = (port: number) => {
  const url = new URL(databaseUrl())
  url.port = String(port)
  return url.href
}

test('a database that comes a moment later is waited for, and the wait is said once', async () => {
  const port = await freePort()
  const onWait = vi.fn()
  const waiting = awaitDatabase(at(port), 20, onWait)
  await vi.waitFor(() => expect(onWait).toHaveBeenCalledTimes(1))
  // What stands on the port from now on is the real database, reached through a pipe.
  const real = new URL(databaseUrl())
  const pipe = createServer((socket) => {
    const there = connect(Number(real.port), real.hostname)
    socket.pipe(there).pipe(socket)
    for (const end of [socket, there]) end.on('error', () => {})
  }).listen(port, '127.0.0.1')
  await waiting
  expect(onWait).toHaveBeenCalledTimes(1)
  pipe.close()
})

test('when its time is over, the reason is told', async () => {
  await expect(awaitDatabase(at(await freePort()), 0, () => {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('for a database of another name nobody waits', async () => {
  const onWait = vi.fn()
  const url = new URL(databaseUrl())
  url.pathname = '/nobody_made_this'
  await expect(awaitDatabase(url.href, 20, onWait)).rejects.toMatchObject({ code: '3D000' })
  expect(onWait).not.toHaveBeenCalled()
})
