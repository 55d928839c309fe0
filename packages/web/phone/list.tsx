/** Lists: loading, failed, empty (says what to do next) or full, growing by key with "show more". */
import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import { problemOf } from '../client.ts'
import { Icon, type IconName } from '../icon.tsx'
import { Link } from '../route.tsx'
import { explain } from '../toast.tsx'
import { useWords } from '../words.ts'
import { Button, ButtonLink } from './button.tsx'

/** Grey bars where rows will be. */
export const Skeleton = ({ rows = 4 }: { rows?: number }) => {
  const t = useWords('web')
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are alike
        <div key={row} aria-hidden="true">
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}

/** Nothing here: why, and what to do next. */
export const Empty = ({
  icon = 'inbox',
  title,
  hint,
  action,
  isWrong,
}: {
  icon?: IconName
  title: ReactNode
  hint?: ReactNode
  action?: ReactNode
  /** Nothing is here because something failed. */
  isWrong?: boolean
}) => (
  <div className={classes('empty', isWrong && 'is-wrong')}>
    <Icon name={icon} size={40} />
    <p className="empty-title">{title}</p>
    {hint && <p>{hint}</p>}
    {action}
  </div>
)

/** Something went wrong: said plainly, with a way on: once more, or home where there is nothing to try again. */
export const Failed = ({ error, again }: { error: unknown; again?: () => void }) => {
  const t = useWords('web')
  // What is not there will not be there the next time either.
  const isGone = problemOf(error)?.status === 404
  return (
    <Empty
      icon={isGone ? 'search' : 'warning'}
      isWrong={!isGone}
      title={explain(error)}
      action={
        isGone ? (
          <ButtonLink to="/">{t('toHome')}</ButtonLink>
        ) : (
          again && <Button onClick={again}>{t('tryAgain')}</Button>
        )
      }
    />
  )
}

type Growing<T> = {
  readonly items: readonly T[]
  readonly isLoading?: boolean
  readonly isLoadingMore?: boolean
  readonly error?: unknown
  readonly hasMore?: boolean
  readonly more?: () => void
  readonly again?: () => void
}

/**
 * @example
 * <List {...usePages(matters, 'mine')} keyOf={(matter) => matter.id} empty={<Empty title={t('screen.none')} />}>
 *   {(matter) => <Row to={`/matters/${matter.id}`} title={matter.title} note={when(matter.madeAt)} />}
 * </List>
 */
export const List = <T,>({
  children,
  keyOf,
  empty,
  label,
  items,
  isLoading,
  isLoadingMore,
  error,
  hasMore,
  more,
  again,
}: Growing<T> & {
  readonly children: (item: T, index: number) => ReactNode
  readonly keyOf: (item: T) => string
  readonly empty: ReactNode
  readonly label?: string
}) => {
  const t = useWords('web')
  if (isLoading) return <Skeleton />
  if (error && items.length === 0) return <Failed error={error} {...(again ? { again } : {})} />
  // A screen that shows a part of what came may find it on a later page.
  if (items.length === 0 && !hasMore) return <>{empty}</>
  return (
    <>
      {items.length > 0 && (
        <ul className="list" aria-label={label}>
          {items.map((item, index) => (
            <li key={keyOf(item)}>{children(item, index)}</li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button tone="quiet" isWide isBusy={isLoadingMore ?? false} onClick={more}>
          {t('showMore')}
        </Button>
      )}
    </>
  )
}

/** One row of a list: a title, a note below, something at the left and at the right. With `to` the whole row is a link. */
export const Row = ({
  title,
  note,
  before,
  after,
  to,
  onClick,
}: {
  title: ReactNode
  note?: ReactNode
  before?: ReactNode
  after?: ReactNode
  to?: string
  onClick?: () => void
}) => {
  const inside = (
    <>
      {before && <span className="row-before">{before}</span>}
      <span className="row-main">
        <span className="row-title">{title}</span>
        {note && <span className="row-note">{note}</span>}
      </span>
      {after && <span className="row-after">{after}</span>}
      {(to || onClick) && <Icon name="forward" size={18} />}
    </>
  )
  if (to)
    return (
      <Link to={to} className="row">
        {inside}
      </Link>
    )
  if (onClick)
    return (
      <button type="button" className="row" onClick={onClick}>
        {inside}
      </button>
    )
  return <div className="row">{inside}</div>
}

/** A word about a state. Colour never speaks alone: the word says it. */
export const Chip = ({
  children,
  tone = 'plain',
}: {
  children: ReactNode
  tone?: 'plain' | 'main' | 'soon' | 'overdue' | 'done'
}) => <span className={classes('chip', `chip-${tone}`)}>{children}</span>
