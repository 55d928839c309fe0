/** What another system answered becomes the reply: handed to whoever shows that answer beside the case. */
import { matters } from '@liren/matters/contract'
import { useSend } from '@liren/web'
import { type CaseView, cases } from '../../contract.ts'

/** Null where the case does not stand so that it could be, or somebody else has to. */
export const useAdopt = (of: CaseView | undefined) => {
  const send = useSend(cases, 'adopt', { stale: [[cases], [matters]] })
  if (!of?.matter.moves.some(({ name }) => name === 'adopt')) return null
  const { id, seen } = of.matter
  return (text: string, referredTo: string) => send.soon({ params: { id }, body: { seen, text, referredTo } })
}
