/** A desk page: a title, one line of explanation, tools at the right, dense but aligned contents. */
import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import { usePageTitle } from '../phone/page.tsx'
import { Link } from '../route.tsx'

export const DeskPage = ({
  title,
  plainTitle,
  hint,
  tools,
  back,
  isFull,
  children,
}: {
  title: ReactNode
  plainTitle?: string
  hint?: ReactNode
  tools?: ReactNode
  /** The list this page belongs to. */
  back?: { readonly to: string; readonly label: string }
  /** Uses the whole width and height, as maps do. */
  isFull?: boolean
  children: ReactNode
}) => {
  const heading = usePageTitle(plainTitle ?? (typeof title === 'string' ? title : undefined))
  return (
    <div className={classes('desk-page', isFull && 'desk-page-full')}>
      <header className="desk-page-head">
        <div>
          {back && (
            <Link to={back.to} className="desk-page-back">
              ‹ {back.label}
            </Link>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {hint && <p>{hint}</p>}
        </div>
        {tools && <div className="desk-page-tools">{tools}</div>}
      </header>
      {children}
    </div>
  )
}

/** Parts side by side: the main one wide, the other narrow. On a narrow screen below each other. */
export const Columns = ({ main, aside }: { main: ReactNode; aside: ReactNode }) => (
  <div className="desk-columns">
    <div>{main}</div>
    <aside>{aside}</aside>
  </div>
)

/** A bounded part of a desk page. Panels do not nest. */
export const Panel = ({ title, tools, children }: { title?: ReactNode; tools?: ReactNode; children: ReactNode }) => (
  <section className="panel">
    {(title || tools) && (
      <header className="panel-head">
        <h2>{title}</h2>
        {tools && <div className="panel-tools">{tools}</div>}
      </header>
    )}
    {children}
  </section>
)

export type Figure = {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
  /** Every figure opens the list behind it. */
  readonly to?: string
  readonly tone?: 'plain' | 'soon' | 'overdue'
}

/** Numbers in a row. */
export const Figures = ({ of }: { of: readonly Figure[] }) => (
  <ul className="figures">
    {of.map(({ label, value, note, to, tone = 'plain' }) => {
      const inside = (
        <>
          <span className="figure-label">{label}</span>
          <span className={`figure-value figure-${tone}`}>{value}</span>
          {note && <span className="figure-note">{note}</span>}
        </>
      )
      return <li key={label}>{to ? <Link to={to}>{inside}</Link> : <div>{inside}</div>}</li>
    })}
  </ul>
)
