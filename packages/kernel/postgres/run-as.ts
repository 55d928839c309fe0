/** Decides as whom PostgreSQL runs: it refuses to be root, so root has to step down first. */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'

/** A way to run a program: words put before the command, or another user's ids. */
export type RunAs = {
  readonly how: 'self' | 'namespace' | 'user'
  readonly before: readonly string[]
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

const self: RunAs = { how: 'self', before: [], ids: {} }
const before = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']

const namespaceWorks = () => {
  const [program = '', ...rest] = before
  return spawnSync(program, [...rest, 'true'], { stdio: 'ignore' }).status === 0
}

const systemUser = () => {
  const people = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = people.find(([name]) => name === 'postgres') ?? people.find(([name]) => name === 'nobody')
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) }
}

/**
 * Chooses how to run PostgreSQL on `folder` (which may not exist yet). Not root: plainly. Root: as the folder's owner if
 * that is somebody else; else in a user namespace, which needs no other user and works below a closed home; else, where
 * namespaces are forbidden (many containers), as `postgres` or `nobody`.
 */
export const chooseRunAs = (folder: string, prefer: 'namespace' | 'user' = 'namespace'): RunAs => {
  if (process.getuid?.() !== 0) return self
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder)
    if (uid !== 0) return { how: 'user', before: [], ids: { uid, gid } }
  }
  if (prefer === 'namespace' && process.platform === 'linux' && namespaceWorks())
    return { how: 'namespace', before, ids: {} }
  return { how: 'user', before: [], ids: systemUser() }
}

/** Hands a path over to the user PostgreSQL will run as. */
export const handOver = (path: string, as: RunAs): void => {
  if (as.ids.uid !== undefined && as.ids.gid !== undefined) chownSync(path, as.ids.uid, as.ids.gid)
}
