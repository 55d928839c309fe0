/** One tile of the board: a title that opens its list, and what it says. */
import { Failed, Link, Skeleton } from '@liren/web'
import type { ReactNode } from 'react'

export const Tile = ({
  name,
  title,
  to,
  note,
  tools,
  children,
}: {
  name: string
  title: string
  to?: string
  note?: ReactNode
  tools?: ReactNode
  children: ReactNode
}) => (
  <section className={`board-tile board-${name}`} aria-label={title}>
    <header>
      <h2>{to ? <Link to={to}>{title}</Link> : title}</h2>
      {note && <span className="board-note">{note}</span>}
      {tools}
    </header>
    {children}
  </section>
)

type Asked<T> = { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown }
/** What was asked, while it is on its way, and when it failed. */
export const Told = <T,>({
  of,
  rows = 4,
  children,
}: {
  of: Asked<T>
  rows?: number
  children: (data: T) => ReactNode
}) =>
  of.data ? (
    children(of.data)
  ) : of.error ? (
    <Failed error={of.error} again={() => void of.refetch()} />
  ) : (
    <Skeleton rows={rows} />
  )

/** A quiet bar behind a figure: so much of the most. */
export const Bar = ({ share, tone = 'main' }: { share: number; tone?: 'main' | 'urgent' | 'soon' }) => (
  <span className="board-bar" aria-hidden="true">
    <span className={`board-bar-${tone}`} style={{ inlineSize: `${Math.max(1, Math.min(100, share * 100))}%` }} />
  </span>
)
