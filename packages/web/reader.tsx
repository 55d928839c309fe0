/** Who reads and what the server said of itself, known to everything on the screen: each asked once, not by every part of it. */
import type { ReactNode } from 'react'
import { SessionContext, useAskedSession } from './session.ts'
import { FactsContext, useAskedFacts } from './shell-facts.ts'

export const Reader = ({ children }: { children: ReactNode }) => {
  const facts = useAskedFacts()
  const session = useAskedSession(facts)
  return (
    <FactsContext value={facts}>
      <SessionContext value={session}>{children}</SessionContext>
    </FactsContext>
  )
}
