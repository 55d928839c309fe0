/** Sends that a round was begun or finished; the server knows either already when it comes twice. */
import { ask, refresh, type SendOut } from '@liren/web'
import { patrol } from '../contract.ts'

export type KeptTurn = { readonly roundId: string; readonly turn: 'start' | 'finish'; readonly at: string }

const sendRound: SendOut = async ({ payload }, step) => {
  const { roundId, turn, at }: KeptTurn = payload
  await step(turn, async () => {
    await ask(patrol, turn, { params: { id: roundId }, body: { at } })
    return true
  })
  await refresh([patrol, 'today'])
  return true
}
export default sendRound
