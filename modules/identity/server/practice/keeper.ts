/**
 * Keeps the practice space: a second process of this same program with a folder, a database and keys of its own. Nothing it does can reach
 * the real district, because it holds nothing by which to find it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export type PracticePerson = {
  readonly loginName: string
  readonly name: string
  readonly role: string
  readonly board: string
}
type Told = { readonly people: readonly (PracticePerson & { readonly password?: string })[] }
export type Kept = {
  state: 'off' | 'starting' | 'ready' | 'failed'
  people: readonly PracticePerson[]
  password: string | null
  child: ChildProcess | null
}

export type Space = {
  readonly dataFolder: string
  readonly schema: string
  readonly preset: string
  readonly port: number
  /** Where the real district is, for the way back. */
  readonly practiceOf: string
  readonly address: string | null
}

const kept = new Map<string, Kept>()

export const keptIn = (dataFolder: string): Kept => {
  const found = kept.get(dataFolder) ?? { state: 'off', people: [], password: null, child: null }
  kept.set(dataFolder, found)
  return found
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => child.once('exit', () => done()))

/** What the process may know: where it runs, and nothing of the real district's database, keys or secrets' folder. */
const environmentOf = ({ dataFolder, schema, preset, port, practiceOf, address }: Space) => {
  // A login of the application's own (`DATABASE_APP_URL`) goes along: where the owner may make no roles, there is no other.
  const { LIREN_KEYS: _, LIREN_LOG_FOLDER: __, LIREN_ORIGIN: ___, ...rest } = process.env
  return {
    ...rest,
    PORT: String(port),
    LIREN_MODE: 'demo',
    LIREN_DATA: join(dataFolder, 'practice'),
    LIREN_SCHEMA: `${schema.slice(0, 30)}_practice`,
    LIREN_PRESET: preset,
    LIREN_PRACTICE_OF: practiceOf,
    ...(address ? { LIREN_ORIGIN: address } : {}),
  }
}

/** Opens it, unless it is open or opening; `isAnew` ends it first and throws away what was done in it. */
export const openSpace = async (space: Space, isAnew: boolean): Promise<Kept> => {
  const one = keptIn(space.dataFolder)
  if (one.state === 'starting' || (one.state === 'ready' && !isAnew)) return one
  one.state = 'starting'
  const former = one.child
  // From here on its end is no news.
  one.child = null
  if (former) {
    former.kill('SIGTERM')
    await ended(former)
  }
  const program = process.argv[1] ?? ''
  const child = spawn(process.execPath, [program, 'start', '--json', ...(isAnew ? ['--fresh'] : [])], {
    // Its input ends when this process does, however that comes about; then it ends as well.
    stdio: ['pipe', 'pipe', 'ignore'],
    env: environmentOf(space),
  })
  one.child = child
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
    const told = /\{"address".*\}/.exec(said)
    if (!told || one.child !== child) return
    // Printed by the same program.
    const { people } = JSON.parse(told[0]) as Told
    one.people = people.map(({ loginName, name, role, board }) => ({ loginName, name, role, board }))
    one.password = people[0]?.password ?? null
    one.state = 'ready'
  })
  child.on('error', () => {})
  child.once('exit', () => {
    if (one.child !== child) return
    one.state = one.state === 'starting' ? 'failed' : 'off'
    one.child = null
  })
  return one
}
