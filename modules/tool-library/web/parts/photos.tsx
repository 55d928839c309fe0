/** Photos of a record: their program comes with the first that is shown. */
import { Skeleton } from '@liren/web'
import { type ComponentProps, lazy, Suspense } from 'react'

const Grid = lazy(async () => ({ default: (await import('@liren/files/web/photos.tsx')).Photos }))

export const Photos = (props: ComponentProps<typeof Grid>) => (
  <Suspense fallback={<Skeleton />}>
    <Grid {...props} />
  </Suspense>
)
