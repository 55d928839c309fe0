/** Passwords as Argon2id hashes, and a hash of nothing to spend the same time on names that do not exist. */
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's minimum for Argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password.normalize('NFKC'), cost)

let nothing: Promise<string> | null = null

/** Takes as long for a missing hash as for a wrong password. */
export const isPassword = async (stored: string | null, password: string): Promise<boolean> => {
  nothing ??= hash(randomBytes(24), cost)
  const isRight = await verify(stored ?? (await nothing), password.normalize('NFKC'))
  return stored !== null && isRight
}
