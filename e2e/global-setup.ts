/** Before all journeys: the screens are built and one server runs on demo data. */
import { testServer } from '@liren/testing/database'
import { isElsewhere } from '@liren/testing/own-databases'
import type { TestProject } from 'vitest/node'
import { cookieFrom, password, request } from './browser.ts'
import { root, type Served, serve } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

/** Builds the screens if they changed. Plain JavaScript that runs before anything is installed; its shape is said here. */
const build = async () => {
  const { buildWeb } = (await import(new URL('../scripts/build-web.mjs', import.meta.url).href)) as {
    buildWeb: () => Promise<boolean>
  }
  if (!(await buildWeb())) throw new Error(`the screens below ${root} do not build`)
}

/** While writing a journey, `LIREN_TEST_ADDRESS` names a server that already runs: nothing is built or started. */
const running = process.env.LIREN_TEST_ADDRESS
const begin = async (): Promise<Pick<Served, 'address' | 'said' | 'stop'>> => {
  if (running) return { address: running, said: () => '', stop: async () => {} }
  await build()
  return serve('yuexiu')
}

/** Journeys walk a case by hand, step by step; what the demo forwards by itself is let go where a journey is about that. */
const byHand = async (address: string) => {
  const entered = await request(address, 'POST', '/api/identity/log-in', { loginName: 'system1', password })
  const cookie = cookieFrom(entered, address)
  const body = { values: { forwarding: 'suggest' } }
  await request(address, 'PUT', '/api/kernel/settings/triage', body, cookie ? [cookie] : [])
}

export default async function setup(project: TestProject) {
  // The operator's server, where one is named: journeys then run on a database of their own there.
  const leave = isElsewhere() && !running ? await testServer() : async () => {}
  const server = await begin()
  await byHand(server.address)
  project.provide('address', server.address)
  return async () => {
    await server.stop()
    await leave()
    // Warnings of the server are worth a look even when every journey succeeded.
    if (server.said().includes('"level"')) console.log(server.said().split('\n').slice(0, 40).join('\n'))
  }
}
