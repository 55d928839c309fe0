/** Shows one of the frame's own desk pages to those who may see it. */
import type { ComponentType } from 'react'
import { Forbidden } from '../pages.tsx'
import { type May, useMay } from '../session.ts'

export const guarded = (Page: ComponentType, may: May): ComponentType =>
  function Guarded() {
    return useMay()(may) ? <Page /> : <Forbidden />
  }
