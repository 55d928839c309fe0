/** Stages of all open cases as a strip: how many stand there, how many are late or nearly so; each figure opens its list. */
import { classes } from '@liren/web'
import { stages, useCaseWords } from './case-words.ts'
import { useOwnStages } from './own-stages.ts'

export type Queue = {
  readonly state: string
  readonly open: number
  readonly isMore: boolean
  readonly dueSoon: number
  readonly overdue: number
  readonly suspended: number
}
export type Due = 'overdue' | 'soon' | 'calm' | 'suspended'

const bucketsOf = (queue: Queue | undefined): readonly (readonly [Due, number])[] => {
  const { open = 0, overdue = 0, dueSoon = 0, suspended = 0 } = queue ?? {}
  return [
    ['overdue', overdue],
    ['soon', dueSoon],
    ['calm', Math.max(0, open - overdue - dueSoon - suspended)],
    ['suspended', suspended],
  ]
}

export const StageStrip = ({
  queues,
  stage,
  due,
  onChoose,
}: {
  queues: readonly Queue[] | undefined
  stage: string | undefined
  due: string | undefined
  onChoose: (stage: string | null, due: Due | null) => void
}) => {
  const { d, state } = useCaseWords()
  const { stages: own } = useOwnStages()
  const isMore = queues?.some((queue) => queue.isMore) ?? false
  const sum = (of: 'open' | 'dueSoon' | 'overdue' | 'suspended') =>
    (queues ?? []).reduce((total, queue) => total + queue[of], 0)
  const all: Queue = {
    state: '',
    isMore,
    open: sum('open'),
    dueSoon: sum('dueSoon'),
    overdue: sum('overdue'),
    suspended: sum('suspended'),
  }
  const columns: readonly (readonly [string | null, string, Queue | undefined])[] = [
    [null, d('allOpen'), all],
    ...stages.map((one) => [one, state(one), queues?.find((queue) => queue.state === one)] as const),
    ...own.map((one) => [one.state, one.word, queues?.find((queue) => queue.state === one.state)] as const),
  ]
  return (
    <ul className="stages" aria-label={d('stages')}>
      {columns.map(([one, name, queue]) => {
        const isHere = (stage ?? null) === one
        return (
          <li key={one ?? 'all'} className={classes('stage', isHere && 'stage-here')}>
            <button
              type="button"
              className="stage-open"
              aria-current={isHere && !due ? 'true' : undefined}
              onClick={() => onChoose(one, null)}
            >
              <span>{name}</span>
              <b>
                {queues ? (queue?.open ?? 0) : '–'}
                {isMore && one === null && '+'}
              </b>
            </button>
            <span className="stage-buckets">
              {bucketsOf(queue)
                .filter(([, count]) => count > 0)
                .map(([kind, count]) => (
                  <button
                    key={kind}
                    type="button"
                    className={`bucket bucket-${kind}`}
                    aria-current={isHere && due === kind ? 'true' : undefined}
                    aria-label={`${name} ${d(`dueShort.${kind}`)} ${count}`}
                    onClick={() => onChoose(one, kind)}
                  >
                    {d(`dueShort.${kind}`)} {count}
                  </button>
                ))}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
