/** Reads `postmaster.pid`, the lock a living PostgreSQL holds on its folder. We never take it away from a living one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running server says about itself. `state` is `starting`, `ready`, `standby` or `stopping`. */
export type Lock = { readonly pid: number; readonly port: number; readonly state: string }

const path = (folder: string) => join(folder, 'postmaster.pid')

/** The lock of a data folder, or null. Fields not written yet read as 0 and ''. */
export const readLock = (folder: string): Lock | null => {
  let text: string
  try {
    text = readFileSync(path(folder), 'utf8')
  } catch {
    return null
  }
  const lines = text.split('\n')
  const pid = Number(lines[0]?.trim())
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]?.trim() || 0), state: lines[7]?.trim() ?? '' }
}

/** True while a process of this number exists and has not merely been left unburied by its parent. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

/** True unless we can see that the process of this number is something else: numbers are used again after a reboot. */
export const mayBePostgres = (pid: number): boolean => {
  if (!existsSync('/proc/self/comm')) return true
  try {
    return /^postgres|^postmaster/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))
  } catch {
    return isAlive(pid)
  }
}

/**
 * Lets PostgreSQL see that a lock whose number now belongs to a stranger is stale. The lock stays, naming us, its
 * parent-to-be: PostgreSQL knows a parent is no server, and still checks by the shared-memory key in the same file
 * that no orphan of the dead server is writing. Deleting the file would skip that check.
 */
export const disownLock = (folder: string): void => {
  const lines = readFileSync(path(folder), 'utf8').split('\n')
  writeFileSync(path(folder), [String(process.pid), ...lines.slice(1)].join('\n'))
}
