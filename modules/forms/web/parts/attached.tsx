/** Photos and signatures in a form: their program comes with the first field that takes one, not with the form. */
import { Skeleton } from '@liren/web'
import { type ComponentProps, lazy, Suspense } from 'react'

const Picker = lazy(async () => ({ default: (await import('@liren/files/web/photo-picker.tsx')).PhotoPicker }))
const Pad = lazy(async () => ({ default: (await import('./signature-pad.tsx')).SignaturePad }))

const Grid = lazy(async () => ({ default: (await import('@liren/files/web/photos.tsx')).Photos }))

export const Photos = (props: ComponentProps<typeof Grid>) => (
  <Suspense fallback={<Skeleton />}>
    <Grid {...props} />
  </Suspense>
)

export const PhotoPicker = (props: ComponentProps<typeof Picker>) => (
  <Suspense fallback={<Skeleton />}>
    <Picker {...props} />
  </Suspense>
)

export const SignaturePad = (props: ComponentProps<typeof Pad>) => (
  <Suspense fallback={<Skeleton />}>
    <Pad {...props} />
  </Suspense>
)
