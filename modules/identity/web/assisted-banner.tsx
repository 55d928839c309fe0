/** Whether somebody is helped just now; the banner itself comes only then, so that nobody else's first load carries it. */
import { useSession } from '@liren/web'
import { lazy, Suspense } from 'react'

const Assisting = lazy(() => import('./assisting.tsx'))

export default function AssistedBanner() {
  const { onBehalfOf } = useSession()
  if (onBehalfOf === null) return null
  return (
    <Suspense fallback={null}>
      <Assisting />
    </Suspense>
  )
}
