/** The pages every phone board has from the frame. */
import { lazy } from 'react'

export const phonePages = {
  '/me': lazy(() => import('./me.tsx')),
  '/area': lazy(() => import('./area-page.tsx')),
}
