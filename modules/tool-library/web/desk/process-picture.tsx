/** A process as a picture: states as boxes in columns by phase, moves as lines with their words. */
import type { Process } from '../../document/document.ts'
import { useSay } from '../parts/say.ts'

const phases = ['intake', 'doing', 'checking', 'done'] as const
const box = { width: 120, height: 40, gapX: 80, gapY: 34 }

export const ProcessPicture = ({ of, label }: { of: Process; label: string }) => {
  const say = useSay()
  const columns = phases
    .map((phase) => Object.entries(of.states).filter(([, state]) => state.phase === phase))
    .filter((column) => column.length > 0)
  const places = new Map(
    columns.flatMap((column, x) =>
      column.map(
        ([name], y) => [name, { x: 10 + x * (box.width + box.gapX), y: 14 + y * (box.height + box.gapY) }] as const,
      ),
    ),
  )
  const width = 20 + columns.length * (box.width + box.gapX) - box.gapX
  const height = 28 + Math.max(1, ...columns.map((column) => column.length)) * (box.height + box.gapY)
  return (
    <svg className="process-picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {Object.entries(of.moves).flatMap(([name, move]) =>
        move.from.map((from) => {
          const [one, other] = [places.get(from), places.get(move.to)]
          if (!one || !other) return null
          const isOnward = other.x > one.x
          const start = {
            x: isOnward ? one.x + box.width : one.x + box.width / 2,
            y: isOnward ? one.y + box.height / 2 : one.y + box.height,
          }
          const end = {
            x: isOnward ? other.x : other.x + box.width / 2,
            y: isOnward ? other.y + box.height / 2 : other.y + (other.x === one.x && other.y > one.y ? 0 : box.height),
          }
          return (
            <g key={`${name}${from}`}>
              <path d={`M${start.x} ${start.y}L${end.x} ${end.y}`} markerEnd="url(#arrow)" />
              <text x={(start.x + end.x) / 2} y={(start.y + end.y) / 2 - 4}>
                {say(move.title)}
              </text>
            </g>
          )
        }),
      )}
      {[...places].map(([name, { x, y }]) => {
        const state = of.states[name]
        return (
          <g key={name}>
            <rect x={x} y={y} width={box.width} height={box.height} rx={8} className={`phase-${state?.phase}`} />
            <text x={x + box.width / 2} y={y + box.height / 2 + 5}>
              {state ? say(state.title) : name}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
