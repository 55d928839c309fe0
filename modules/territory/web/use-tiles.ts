/** Background tiles of 天地图 where the operator has set a key; without one the map is paper. */

import { askUrl } from '@liren/web'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

/** A function that gives the tile if it is there and fetches it otherwise; null without tiles. */
export const useTiles = (redraw: () => void) => {
  const { data } = useQuery({
    queryKey: ['territory', 'background'],
    queryFn: () => askUrl<{ tiandituKey: string | null }>('/api/territory/background'),
    staleTime: 3_600_000,
  })
  const key = data?.tiandituKey
  return useMemo(() => {
    if (!key) return null
    const held = new Map<string, HTMLImageElement>()
    return (z: number, col: number, row: number) => {
      const name = `${z}/${col}/${row}`
      const known = held.get(name)
      if (known) return known.complete && known.naturalWidth > 0 ? known : null
      if (held.size > 400) held.clear()
      const image = new Image()
      image.onload = redraw
      image.src = `https://t${(col + row) % 8}.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=${z}&TILEROW=${row}&TILECOL=${col}&tk=${key}`
      held.set(name, image)
      return null
    }
  }, [key, redraw])
}
