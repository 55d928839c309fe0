/** Hands on the map: drag, pinch, wheel, tap, and the same by keyboard. */
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { XY } from './map-view.ts'

type Hands = {
  readonly pan: (dx: number, dy: number) => void
  readonly zoom: (factor: number, at: XY) => void
  readonly tap: (at: XY) => void
}

/** Attaches to the canvas; `hands` may change at every drawing. */
export const useMapGestures = (canvas: RefObject<HTMLCanvasElement | null>, hands: Hands) => {
  const latest = useRef(hands)
  latest.current = hands
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const fingers = new Map<number, XY>()
    let [travelled, wasPinched] = [0, false]
    const at = (event: { clientX: number; clientY: number }): XY => {
      const box = element.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top }
    }
    const spread = () => {
      const [a, b] = [...fingers.values()]
      return a && b ? { long: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : null
    }
    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId)
      if (fingers.size === 0) [travelled, wasPinched] = [0, false]
      fingers.set(event.pointerId, at(event))
    }
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId)
      if (!before) return
      const now = at(event)
      const pinched = spread()
      fingers.set(event.pointerId, now)
      const pinches = spread()
      travelled += Math.hypot(now.x - before.x, now.y - before.y)
      if (pinched && pinches) {
        wasPinched = true
        latest.current.pan(pinches.x - pinched.x, pinches.y - pinched.y)
        if (pinched.long > 0) latest.current.zoom(pinches.long / pinched.long, pinches)
      } else if (travelled > 6) latest.current.pan(now.x - before.x, now.y - before.y)
    }
    const up = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId)) return
      if (event.type === 'pointerup' && fingers.size === 0 && travelled <= 6 && !wasPinched)
        latest.current.tap(at(event))
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      latest.current.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / 400), at(event))
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', up)
    element.addEventListener('pointercancel', up)
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', up)
      element.removeEventListener('pointercancel', up)
      element.removeEventListener('wheel', wheel)
    }
  }, [canvas])
}

/** Arrow keys move, plus and minus zoom, 0 shows all, Enter takes what is at the crosshair. */
export const onMapKey = (
  event: KeyboardEvent,
  size: { width: number; height: number },
  hands: Hands & { whole: () => void },
) => {
  const middle = { x: size.width / 2, y: size.height / 2 }
  const step = 40
  const acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => hands.pan(step, 0),
    ArrowRight: () => hands.pan(-step, 0),
    ArrowUp: () => hands.pan(0, step),
    ArrowDown: () => hands.pan(0, -step),
    '+': () => hands.zoom(1.4, middle),
    '=': () => hands.zoom(1.4, middle),
    '-': () => hands.zoom(1 / 1.4, middle),
    '0': hands.whole,
    Enter: () => hands.tap(middle),
    ' ': () => hands.tap(middle),
  }
  const act = acts[event.key]
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  act()
}
