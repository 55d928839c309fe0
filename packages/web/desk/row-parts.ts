/** What tables and their cards on phones share. */
import type { ReactNode } from 'react'

export type Column<T> = {
  /** `acts` for the row's buttons: a card shows them at its foot. */
  readonly key: string
  readonly title: ReactNode
  readonly cell: (row: T) => ReactNode
  readonly width?: number
  readonly isNumber?: boolean
  /** Heads the row's card on a phone, where the first column only groups. */
  readonly isHead?: boolean
}

export type Shown<T> = {
  readonly columns: readonly Column<T>[]
  /** What tells rows apart; their `id` unless said otherwise. */
  readonly rowKey?: (row: T) => string
  /** Opens a row; the first cell becomes a button for keyboards. */
  readonly onOpen?: (row: T) => void
  readonly empty?: ReactNode
  /** A list of what is still to be done: empty, it says that all is done. */
  readonly isQueue?: boolean
  readonly label?: string
  /** Columns that are read across, as days are: stays a table on a phone, says that it can be moved, and keeps its first column in sight. */
  readonly isMatrix?: boolean
}

/** Controls within a row answer for themselves: pressing one does not open the row. */
export const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, summary, label, input, select, textarea') !== null
