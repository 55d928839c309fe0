/** The servers journeys walk through: as an operator would start them, and ended with everything they left running. */
import { startServer } from '@liren/testing/server'

export { root } from '@liren/testing/server'

export type Served = {
  readonly address: string
  /** What the server said so far, for when a journey fails. */
  readonly said: () => string
  readonly stop: () => Promise<void>
}

/** Starts a server with an empty database and waits until it listens. */
export const serve = async (preset: string): Promise<Served> => {
  const { base, said, stop } = await startServer({ preset, patience: 300 })
  return { address: base, said, stop }
}
