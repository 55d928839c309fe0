/** A process as a picture: states as boxes from left to right, moves as arrows with their words; a box pressed leads to its state. */
import { classes } from '@liren/web'
import type { Process } from '../../../document/document.ts'
import { useSay } from '../../parts/say.ts'

const box = { width: 128, height: 44, gapX: 104, gapY: 34 }
const pad = 12
/** Room for arrows over or below the boxes, where there are any. */
const arch = 40

type Point = { readonly x: number; readonly y: number }

/** How many moves a state lies behind the beginning; what cannot be reached stands last. */
const depths = (of: Process): ReadonlyMap<string, number> => {
  const found = new Map([[of.start, 0]])
  const queue = [of.start]
  for (let state = queue.shift(); state !== undefined; state = queue.shift())
    for (const move of Object.values(of.moves))
      if (move.from.includes(state) && of.states[move.to] && !found.has(move.to)) {
        found.set(move.to, (found.get(state) ?? 0) + 1)
        queue.push(move.to)
      }
  const last = Math.max(0, ...found.values())
  for (const state of Object.keys(of.states)) if (!found.has(state)) found.set(state, last + 1)
  return found
}

const placed = (of: Process) => {
  const columns: string[][] = []
  for (const [state, depth] of depths(of)) {
    columns[depth] ??= []
    columns[depth]?.push(state)
  }
  const rows = Math.max(1, ...columns.map((column) => column?.length ?? 0))
  const height = rows * box.height + (rows - 1) * box.gapY
  const places = new Map<string, Point>()
  for (const [x, column] of columns.entries()) {
    const own = column.length * box.height + (column.length - 1) * box.gapY
    for (const [y, state] of column.entries())
      places.set(state, {
        x: pad + x * (box.width + box.gapX),
        y: (height - own) / 2 + y * (box.height + box.gapY),
      })
  }
  return {
    places,
    width: pad * 2 + columns.length * box.width + (columns.length - 1) * box.gapX,
    height,
  }
}

/** Onward from side to side; over the boxes between; back below; where nothing moves, a small loop. */
const curve = (from: Point, to: Point, turn: number): readonly [Point, Point, Point, Point] => {
  const half = { x: box.width / 2, y: box.height / 2 }
  const bend = 30 + turn * 18
  if (to.x > from.x + box.width + box.gapX + 1) {
    const [a, b] = [
      { x: from.x + half.x, y: from.y },
      { x: to.x + half.x, y: to.y },
    ]
    return [a, { x: a.x + 20, y: Math.min(a.y, b.y) - bend }, { x: b.x - 20, y: Math.min(a.y, b.y) - bend }, b]
  }
  if (to.x > from.x) {
    const [a, b] = [
      { x: from.x + box.width, y: from.y + half.y + turn * 10 },
      { x: to.x, y: to.y + half.y + turn * 10 },
    ]
    return [a, { x: a.x + box.gapX / 2, y: a.y }, { x: b.x - box.gapX / 2, y: b.y }, b]
  }
  const [a, b] = [
    { x: from.x + half.x + 12, y: from.y + box.height },
    { x: to.x + half.x - 12, y: to.y + box.height },
  ]
  const low = Math.max(a.y, b.y) + bend
  return [a, { x: a.x, y: low }, { x: b.x, y: low }, b]
}

export const ProcessPicture = ({
  of,
  label,
  now,
  changed,
  onChoose,
}: {
  of: Process
  label: string
  /** Where something stands just now. */
  now?: string | undefined
  /** States and moves the other version has not. */
  changed?: { readonly states: readonly string[]; readonly moves: readonly string[] }
  onChoose?: (state: string) => void
}) => {
  const say = useSay()
  const { places, width, height } = placed(of)
  const turns = new Map<string, number>()
  const columnOf = ({ x }: Point) => Math.round((x - pad) / (box.width + box.gapX))
  let [above, below] = [pad, pad]
  const arrows = Object.entries(of.moves).flatMap(([name, move]) =>
    move.from.flatMap((from) => {
      const [one, other] = [places.get(from), places.get(move.to)]
      if (!one || !other) return []
      const pair = `${from} ${move.to}`
      const turn = turns.get(pair) ?? 0
      turns.set(pair, turn + 1)
      const far = columnOf(other) - columnOf(one)
      if (far > 1) above = Math.max(above, arch + turn * 14)
      if (far < 1) below = Math.max(below, arch + turn * 14)
      const [a, b, c, d] = curve(one, other, turn)
      const middle = { x: (a.x + 3 * b.x + 3 * c.x + d.x) / 8, y: (a.y + 3 * b.y + 3 * c.y + d.y) / 8 }
      return [
        {
          key: `${name} ${from}`,
          path: `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`,
          middle,
          words: say(move.title),
          isChanged: changed?.moves.includes(name) ?? false,
        },
      ]
    }),
  )
  return (
    <div className="process-scroll">
      <svg
        className="process-picture"
        viewBox={`0 ${-above} ${width} ${height + above + below}`}
        style={{ minWidth: Math.min(width, 440), maxWidth: width * 1.15 }}
        role={onChoose ? 'group' : 'img'}
        aria-label={label}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {arrows.map(({ key, path, isChanged }) => (
          <path key={key} d={path} markerEnd="url(#arrow)" className={isChanged ? 'is-changed' : undefined} />
        ))}
        {arrows.map(({ key, middle, words, isChanged }) => (
          <text key={key} className={isChanged ? 'move is-changed' : 'move'} x={middle.x} y={middle.y - 5}>
            {words}
          </text>
        ))}
        {[...places].map(([name, { x, y }]) => {
          const state = of.states[name]
          const words = state ? say(state.title) : name
          const choose = () => onChoose?.(name)
          return (
            <g
              key={name}
              className={classes('state', name === now && 'is-now', changed?.states.includes(name) && 'is-changed')}
              {...(onChoose
                ? {
                    role: 'button',
                    tabIndex: 0,
                    'aria-label': words || name,
                    onClick: choose,
                    onKeyDown: (event: React.KeyboardEvent) => event.key === 'Enter' && choose(),
                  }
                : {})}
            >
              <rect x={x} y={y} width={box.width} height={box.height} rx={10} className={`phase-${state?.phase}`} />
              <text x={x + box.width / 2} y={y + box.height / 2 + 5}>
                {words.length > 9 ? `${words.slice(0, 8)}…` : words || '…'}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
