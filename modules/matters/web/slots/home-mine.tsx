/** Below the doors of the home page: what of mine is in hand. Its rows come after the page can be used; in elder mode nothing stands beside the doors. */
import { useLook, useSession } from '@liren/web'
import { lazy, Suspense } from 'react'

const InHand = lazy(() => import('../resident/in-hand.tsx'))

export default function HomeMine() {
  const session = useSession()
  const { elder } = useLook()
  if (session.kind !== 'account' || elder) return null
  return (
    <Suspense fallback={null}>
      <InHand />
    </Suspense>
  )
}
