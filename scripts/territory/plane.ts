/** A plane cut into faces that share their edges: every cut puts its new corners into both neighbours, so no gap can arise. */

/** Deterministic random numbers (mulberry32). */
export const seeded = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low: number, high: number) => low + next() * (high - low),
    whole: (low: number, high: number) => Math.floor(low + next() * (high - low + 1)),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  }
}
export type Random = ReturnType<typeof seeded>
type Pt = readonly [x: number, y: number]

/** Corners are whole numbers of 10⁻⁶ degree; all measures below are metres. */
export const makePlane = (outline: readonly Pt[], random: Random) => {
  const points: Pt[] = []
  const numbers = new Map<string, number>()
  const rings = new Map<number, number[]>()
  const leftOf = new Map<string, number>()
  let faces = 0
  const scaleX = 0.1113195 * Math.cos(((outline[0]?.[1] ?? 0) / 1e6) * (Math.PI / 180))
  const scaleY = 0.110874

  const point = (x: number, y: number) => {
    const key = `${Math.round(x)},${Math.round(y)}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    points.push([Math.round(x), Math.round(y)])
    numbers.set(key, points.length - 1)
    return points.length - 1
  }
  const metres = (at: number): Pt => {
    const [x, y] = points[at] as Pt
    return [x * scaleX, y * scaleY]
  }
  const hold = (face: number, ring: number[]) => {
    rings.set(face, ring)
    for (const [i, at] of ring.entries()) leftOf.set(`${at}>${ring[(i + 1) % ring.length]}`, face)
  }
  const areaOf = (line: readonly Pt[]) => {
    let sum = 0
    for (const [i, [x, y]] of line.entries()) {
      const [nx, ny] = line[(i + 1) % line.length] as Pt
      sum += x * ny - nx * y
    }
    return sum / 2
  }
  const roundnessOf = (line: readonly Pt[]) => {
    const round = line.reduce((sum, [x, y], i) => {
      const [nx, ny] = line[(i + 1) % line.length] as Pt
      return sum + Math.hypot(nx - x, ny - y)
    }, 0)
    return (4 * Math.PI * areaOf(line)) / round ** 2
  }

  /** Puts a corner on the edge a→b, in the faces on both sides. */
  const insert = (a: number, b: number, at: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const face = leftOf.get(`${from}>${to}`)
      const ring = face === undefined ? undefined : rings.get(face)
      if (face === undefined || !ring) continue
      leftOf.delete(`${from}>${to}`)
      ring.splice(ring.indexOf(from) + 1, 0, at)
      leftOf.set(`${from}>${at}`, face)
      leftOf.set(`${at}>${to}`, face)
    }
  }

  const crossingsAt = (line: readonly Pt[], turned: readonly Pt[], t: number) =>
    line.flatMap((_, i) => {
      const [ax] = turned[i] as Pt
      const [bx] = turned[(i + 1) % turned.length] as Pt
      return ax < t !== bx < t ? [{ i, share: (t - ax) / (bx - ax) }] : []
    })

  /** The part of the area left of x = t. */
  const areaLeftOf = (turned: readonly Pt[], t: number) => {
    const kept: Pt[] = []
    for (const [i, a] of turned.entries()) {
      const b = turned[(i + 1) % turned.length] as Pt
      if (a[0] < t) kept.push(a)
      if (a[0] < t !== b[0] < t) kept.push([t, a[1] + ((b[1] - a[1]) * (t - a[0])) / (b[0] - a[0])])
    }
    return areaOf(kept)
  }

  const meets = (a: Pt, b: Pt, c: Pt, d: Pt) => {
    const turn = (p: Pt, q: Pt, r: Pt) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
    return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)
  }

  /** How a face would be cut by a line at an angle, so that `share` of its area lies on the line's left. */
  const planCut = (face: number, angle: number, share: number) => {
    const ring = rings.get(face) ?? []
    const line = ring.map(metres)
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const turned = line.map(([x, y]): Pt => [x * cos + y * sin, y * cos - x * sin])
    const whole = areaOf(line)
    let low = Math.min(...turned.map((p) => p[0]))
    let high = Math.max(...turned.map((p) => p[0]))
    for (let round = 0; round < 40; round++) {
      const middle = (low + high) / 2
      if (areaLeftOf(turned, middle) < whole * share) low = middle
      else high = middle
    }
    const t = (low + high) / 2
    const crossings = crossingsAt(line, turned, t)
    if (crossings.length !== 2) return null
    const up = crossings.find((c) => (turned[c.i] as Pt)[0] >= t)
    const down = crossings.find((c) => (turned[c.i] as Pt)[0] < t)
    if (!up || !down) return null
    const at = (c: { i: number; share: number }): Pt => {
      const [a, b] = [line[c.i] as Pt, line[(c.i + 1) % line.length] as Pt]
      return [a[0] + (b[0] - a[0]) * c.share, a[1] + (b[1] - a[1]) * c.share]
    }
    const half = (from: { i: number; share: number }, to: { i: number; share: number }) => {
      const part: Pt[] = [at(from)]
      for (let i = (from.i + 1) % line.length; i !== (to.i + 1) % line.length; i = (i + 1) % line.length)
        part.push(line[i] as Pt)
      part.push(at(to))
      return part
    }
    const score = Math.min(roundnessOf(half(down, up)), roundnessOf(half(up, down)))
    return { face, up, down, score, length: Math.hypot(at(up)[0] - at(down)[0], at(up)[1] - at(down)[1]) }
  }
  type Plan = NonNullable<ReturnType<typeof planCut>>

  /** Carries a plan out; `left` is the face on the line's left. Returns null when the cut would not leave two sound faces. */
  const cut = (plan: Plan, bendEvery: number, wobble: number) => {
    const ring = rings.get(plan.face) ?? []
    const snapWithin = Math.min(16, plan.length * 0.12)
    const end = (c: { i: number; share: number }) => {
      const [a, b] = [ring[c.i] as number, ring[(c.i + 1) % ring.length] as number]
      const [pa, pb] = [metres(a), metres(b)]
      const long = Math.hypot(pb[0] - pa[0], pb[1] - pa[1])
      if (long * c.share < snapWithin) return { old: a }
      if (long * (1 - c.share) < snapWithin) return { old: b }
      const [xa, ya] = points[a] as Pt
      const [xb, yb] = points[b] as Pt
      return { a, b, x: xa + (xb - xa) * c.share, y: ya + (yb - ya) * c.share }
    }
    const ends = [end(plan.down), end(plan.up)] as const
    if (ends[0].old !== undefined && ends[0].old === ends[1].old) return null
    const [from = 0, to = 0] = ends.map((e) => {
      if (e.old !== undefined) return e.old
      const at = point(e.x as number, e.y as number)
      insert(e.a as number, e.b as number, at)
      return at
    })
    const now = rings.get(plan.face) ?? []
    const [i, j] = [now.indexOf(from), now.indexOf(to)]
    if (Math.abs(i - j) <= 1 || Math.abs(i - j) === now.length - 1) return null
    const [pf, pt] = [points[from] as Pt, points[to] as Pt]
    const bends = Math.min(9, Math.floor(plan.length / bendEvery))
    for (const strength of [1, 0.4, 0]) {
      const path: Pt[] = []
      for (let k = 1; k <= bends && strength > 0; k++) {
        const share = (k + random.between(-0.25, 0.25)) / (bends + 1)
        const off = (random.between(-wobble, wobble) * strength * plan.length) / (bends + 1)
        const [dx, dy] = [(pt[0] - pf[0]) * scaleX, (pt[1] - pf[1]) * scaleY]
        const long = Math.hypot(dx, dy)
        path.push([
          pf[0] + (pt[0] - pf[0]) * share - ((dy / long) * off) / scaleX,
          pf[1] + (pt[1] - pf[1]) * share + ((dx / long) * off) / scaleY,
        ])
      }
      const chord = [pf, ...path.map(([x, y]): Pt => [Math.round(x), Math.round(y)]), pt]
      const clear = chord.slice(1).every((b, k) =>
        now.every((at, n) => {
          const next = now[(n + 1) % now.length] as number
          if ((k === 0 && (at === from || next === from)) || (k === chord.length - 2 && (at === to || next === to)))
            return true
          return !meets(chord[k] as Pt, b, points[at] as Pt, points[next] as Pt)
        }),
      )
      if (!clear) continue
      const middle = chord.slice(1, -1).map(([x, y]) => point(x, y))
      const walk = (a: number, b: number) => {
        const part: number[] = []
        for (let n = a; n !== b; n = (n + 1) % now.length) part.push(now[n] as number)
        return part
      }
      // Walking from the upward crossing to the downward one keeps the face on the line's left, and the reverse.
      const left = [...walk(j, i), ...[from, ...middle]]
      const right = [...walk(i, j), to, ...middle.toReversed()]
      if (areaOf(left.map(metres)) <= 0 || areaOf(right.map(metres)) <= 0) continue
      rings.delete(plan.face)
      const [a, b] = [faces++, faces++]
      hold(a, left)
      hold(b, right)
      return { left: a, right: b }
    }
    return null
  }

  const first = faces++
  hold(
    first,
    outline.map(([x, y]) => point(x, y)),
  )
  return {
    first,
    points,
    rings,
    planCut,
    cut,
    areaOf: (face: number) => areaOf((rings.get(face) ?? []).map(metres)),
    centreOf: (face: number) => {
      const line = (rings.get(face) ?? []).map((at) => points[at] as Pt)
      const whole = areaOf(line)
      const [x, y] = line.reduce(
        ([sx, sy], [ax, ay], i) => {
          const [bx, by] = line[(i + 1) % line.length] as Pt
          const cross = ax * by - bx * ay
          return [sx + (ax + bx) * cross, sy + (ay + by) * cross] as const
        },
        [0, 0] as const,
      )
      return { lon: x / (6 * whole) / 1e6, lat: y / (6 * whole) / 1e6 }
    },
  }
}
export type Plane = ReturnType<typeof makePlane>
