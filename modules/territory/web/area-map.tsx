/** The quiet map (slot `territory:map`): areas as thin lines, numbers and dots where there is something to say, no tiles needed. */
import { askUrl, Button, Icon, type IconName, Skeleton, toast, useLook, useWords } from '@liren/web'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { MapOf } from '../contract.ts'
import { coloursOf, drawMap, type Land, type Packed, unpackLand } from './draw-map.ts'
import { MapList } from './map-list.tsx'
import { areaAt, fit, moved, onScreen, onSheet, toSheet, toSpot, type View, type XY, zoomed } from './map-view.ts'
import { onMapKey, useMapGestures } from './use-map-gestures.ts'
import { useTiles } from './use-tiles.ts'

/** Without the contract's schemas, which would weigh more than the map. */
const mapUrl = ({ area, level }: MapOf) => `/api/territory/map/${area}${level ? `?level=${level}` : ''}`

export default function AreaMap({ of }: { of: MapOf }) {
  const t = useWords('territory')
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'map', of.area, of.level ?? null],
    queryFn: () => askUrl<Packed>(mapUrl(of)),
    staleTime: 600_000,
  })
  const land = useMemo(() => (data ? unpackLand(data) : null), [data])
  const [isList, setList] = useState(false)
  if (error)
    return (
      <div role="alert" style={{ padding: 'var(--space-4)' }}>
        <p>{t('map.failed')}</p>
        <Button onClick={() => void refetch()}>{t('map.again')}</Button>
      </div>
    )
  if (!land) return <Skeleton rows={6} />
  return (
    <div>
      {isList ? <MapList land={land} of={of} /> : <Canvas land={land} of={of} />}
      <Button tone="quiet" icon={isList ? 'map' : 'list'} onClick={() => setList(!isList)}>
        {t(isList ? 'map.asMap' : 'map.asTable')}
      </Button>
    </div>
  )
}

const Canvas = ({ land, of }: { land: Land; of: MapOf }) => {
  const t = useWords('territory')
  const look = useLook()
  const hintId = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useRef<View | null>(null)
  const size = useRef({ width: 0, height: 0 })
  const frame = useRef(0)
  const [here, setHere] = useState<{ lon: number; lat: number } | null>(null)
  const [isKeyed, setKeyed] = useState(false)
  const latest = useRef<() => void>(() => {})
  const redraw = useCallback(() => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => latest.current())
  }, [])
  const tile = useTiles(redraw)
  const { counts, urgent, dots, chosen, place } = of

  latest.current = () => {
    const [element, pen] = [canvas.current, canvas.current?.getContext('2d')]
    const { width, height } = size.current
    if (!element || !pen || width === 0) return
    view.current ??= fit(land.box, width, height)
    drawMap(pen, {
      land,
      view: view.current,
      width,
      height,
      ratio: element.width / width,
      colours: coloursOf(element),
      fontPx: look.elder ? 17 : 13,
      here,
      crosshair: isKeyed,
      tile,
      ...(counts ? { counts } : {}),
      ...(urgent ? { urgent } : {}),
      ...(dots ? { dots } : {}),
      ...(chosen === undefined ? {} : { chosen }),
      ...(place === undefined ? {} : { place }),
    })
  }
  // Every drawing of the component is a drawing of the map; the frame joins those that come together.
  useEffect(redraw)

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const watch = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      const ratio = Math.min(2, devicePixelRatio || 1)
      element.width = Math.round(width * ratio)
      element.height = Math.round(height * ratio)
      // A view made for another size would show another piece of the land.
      if (Math.abs(width - size.current.width) > 1) view.current = null
      size.current = { width, height }
      latest.current()
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    // Another land, another view of it.
    if (land) view.current = null
    redraw()
  }, [land, redraw])

  const change = (next: View) => {
    view.current = next
    redraw()
  }
  const whole = () => change(fit(land.box, size.current.width, size.current.height))
  const zoom = (factor: number, at: XY) => {
    if (!view.current) return
    const least = fit(land.box, size.current.width, size.current.height).zoom * 0.8
    change(zoomed(view.current, factor, at, least, Math.max(least * 4, 60)))
  }
  const pan = (dx: number, dy: number) => {
    const { width, height } = size.current
    if (view.current) change(moved(view.current, dx, dy, land.box, width, height))
  }
  const tap = (at: XY) => {
    const now = view.current
    if (!now) return
    const near = (dots ?? [])
      .map((dot) => ({ dot, spot: onScreen(now, toSheet(land.sheet, dot)) }))
      .map(({ dot, spot }) => ({ dot, far: Math.hypot(spot.x - at.x, spot.y - at.y) }))
      .sort((a, b) => a.far - b.far)[0]
    if (near && near.far < 22 && of.onDot) return of.onDot(near.dot.id)
    const spot = onSheet(now, at)
    const area = areaAt(land.areas, spot)
    if (area) of.onArea?.(area.code)
    of.onPick?.({ ...toSpot(land.sheet, spot), areaCode: area?.code ?? null })
  }
  useMapGestures(canvas, { pan, zoom, tap })

  /** Only when asked: the map never looks for anybody by itself. */
  const findMe = () => {
    const failed = () => toast(t('map.hereFailed'), 'bad')
    if (!navigator.geolocation) return failed()
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const spot = { lon: coords.longitude, lat: coords.latitude }
        const at = toSheet(land.sheet, spot)
        const area = areaAt(land.areas, at)
        if (!area) return toast(t('map.hereOutside'))
        setHere(spot)
        const { width, height } = size.current
        const close = Math.max(view.current?.zoom ?? 1, 12)
        change({ zoom: close, shiftX: width / 2 - at.x * close, shiftY: height / 2 - at.y * close })
        of.onPick?.({ ...spot, areaCode: area.code })
      },
      failed,
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    )
  }
  const middle = () => ({ x: size.current.width / 2, y: size.current.height / 2 })
  const tools: readonly (readonly [IconName | '+' | '−', string, () => void])[] = [
    ['+', t('map.zoomIn'), () => zoom(1.6, middle())],
    ['−', t('map.zoomOut'), () => zoom(1 / 1.6, middle())],
    ['map', t('map.whole'), whole],
    ['pin', t('map.here'), findMe],
  ]
  return (
    <div
      style={{
        position: 'relative',
        height: of.height ?? '24rem',
        border: '1px solid var(--line)',
        borderRadius: 'var(--radius-small)',
        overflow: 'hidden',
      }}
    >
      <div
        role="application"
        aria-label={t('map.label')}
        aria-describedby={hintId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what keys move is an application in the sense of ARIA.
        tabIndex={0}
        style={{ height: '100%' }}
        onKeyDown={(event) => {
          if (!isKeyed && (of.onPick || of.onArea)) setKeyed(true)
          onMapKey(event, size.current, { pan, zoom, tap, whole })
        }}
        onBlur={() => setKeyed(false)}
      >
        <canvas
          ref={canvas}
          style={{
            width: '100%',
            height: '100%',
            display: 'block',
            touchAction: 'none',
            cursor: of.onPick ? 'crosshair' : 'grab',
          }}
        />
      </div>
      <p id={hintId} style={hidden}>
        {t('map.hint')}
      </p>
      <div
        style={{
          position: 'absolute',
          insetBlockStart: 'var(--space-2)',
          insetInlineEnd: 'var(--space-2)',
          display: 'grid',
          gap: 'var(--space-1)',
        }}
      >
        {tools.map(([icon, label, act]) => (
          <button
            key={icon}
            type="button"
            className="button button-plain"
            aria-label={label}
            title={label}
            onClick={act}
            style={{ padding: 0, width: 'var(--target)' }}
          >
            {icon === '+' || icon === '−' ? <span aria-hidden="true">{icon}</span> : <Icon name={icon} size={20} />}
          </button>
        ))}
      </div>
    </div>
  )
}

const hidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const
