/** The pages every phone board has from the frame. */
import { lazy } from 'react'

const findMe = () => import('./me.tsx')

export const phonePages = {
  '/me': lazy(findMe),
  '/area': lazy(() => import('./area-page.tsx')),
}

/** Those that should open without a network. */
export const fetchedAhead = [findMe]
