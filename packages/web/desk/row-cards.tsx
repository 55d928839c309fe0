/** The rows of a table on a phone: one card each, every value under its column's name. */
import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import { arrowsMove } from './reach-by-key.ts'
import { isControl, type Shown } from './row-parts.ts'

/** What a cell without a value gives; a card leaves it out. */
const isNothing = (value: ReactNode) =>
  value === null || value === undefined || typeof value === 'boolean' || value === '' || value === '—' || value === '–'

const isAct = ({ key }: Part) => key === 'acts'

type Part = { readonly key: string; readonly title: ReactNode; readonly value: ReactNode }

const Card = ({
  head,
  parts,
  acts,
  onOpen,
}: {
  head: ReactNode
  parts: readonly Part[]
  acts: readonly Part[]
  onOpen?: () => void
}) => (
  <li
    className={classes('row-card', onOpen && 'row-opens')}
    {...(onOpen
      ? {
          onClick: (event) => {
            if (!isControl(event.target)) onOpen()
          },
        }
      : {})}
  >
    <div className="row-card-head">
      {onOpen ? (
        <button type="button" className="cell-open" onClick={onOpen}>
          <span>{head}</span>
        </button>
      ) : (
        head
      )}
    </div>
    {parts.length > 0 && (
      <dl>
        {parts.map(({ key, title, value }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )}
    {acts.length > 0 && (
      <div className="row-card-acts">
        {acts.map(({ key, value }) => (
          <span key={key}>{value}</span>
        ))}
      </div>
    )}
  </li>
)

export const RowCards = <T extends object>({
  rows,
  columns,
  rowKey,
  onOpen,
  label,
}: Pick<Shown<T>, 'columns' | 'onOpen' | 'label'> & {
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
}) => {
  const head = columns.find(({ isHead }) => isHead) ?? columns[0]
  const rest = columns.filter((one) => one !== head)
  return (
    <ul className="row-cards" aria-label={label} onKeyDown={arrowsMove}>
      {rows.map((row) => {
        const parts = rest
          .map(({ key, title, cell }) => ({ key, title, value: cell(row) }))
          .filter(({ value }) => !isNothing(value))
        return (
          <Card
            key={rowKey(row)}
            head={head?.cell(row)}
            parts={parts.filter((part) => !isAct(part))}
            acts={parts.filter(isAct)}
            {...(onOpen ? { onOpen: () => onOpen(row) } : {})}
          />
        )
      })}
    </ul>
  )
}
