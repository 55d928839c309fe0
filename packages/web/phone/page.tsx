/** A phone page: a title, one task, and the main action at thumb's reach. */
import { lazy, type ReactNode, Suspense, useContext, useEffect, useId, useRef } from 'react'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { useBack } from '../route.tsx'
import { useShellFacts } from '../shell-facts.ts'
import { useWords } from '../words.ts'
import { HelpKey } from './help-key.ts'
import { ReadAloud } from './read-aloud.tsx'

// A page is not to fail because its explanation could not be fetched.
const Help = lazy(() => import('./help.tsx').catch(() => ({ default: (): ReactNode => null })))

type PageProps = {
  readonly title: ReactNode
  /** For the window's title when `title` is not plain text. */
  readonly plainTitle?: string
  readonly children: ReactNode
  /** Where "back" leads when nothing is behind; false for pages that are a tab. */
  readonly back?: string | false
  /** Buttons at the foot of the screen; the main one last. */
  readonly action?: ReactNode
  /** Small buttons at the right of the title. */
  readonly tools?: ReactNode
  /** Offers to read the page aloud. */
  readonly canBeRead?: boolean
  readonly isLoading?: boolean
}

/** Sets the window's title, and gives the heading the focus after a change of page, so that screen readers say it. */
export const usePageTitle = (title: string | undefined) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const { title: place } = useShellFacts()
  useEffect(() => {
    if (title) document.title = title === place ? place : `${title} · ${place}`
  }, [title, place])
  useEffect(() => {
    // On the first page of a visit the browser's own focus stays.
    if (document.documentElement.dataset.moved) heading.current?.focus({ preventScroll: true })
    document.documentElement.dataset.moved = 'yes'
  }, [])
  return heading
}

/** Somebody's own sentence as a title: in the size of a name it would take half the screen. */
const isLong = (title: ReactNode) =>
  typeof title === 'string' && title.length > (/[\u4e00-\u9fff]/.test(title) ? 14 : 28)

/**
 * @example
 * <Page title={t('screen.report.title')} action={<Button tone="main" onClick={send}>{t('screen.report.send')}</Button>}>…</Page>
 */
export const Page = ({ title, plainTitle, children, back = '/', action, tools, canBeRead, isLoading }: PageProps) => {
  const t = useWords('web')
  const goBack = useBack(back || '/')
  const heading = usePageTitle(plainTitle ?? (typeof title === 'string' ? title : undefined))
  const body = useRef<HTMLDivElement>(null)
  const help = useContext(HelpKey)
  return (
    <div className={classes('page', action !== undefined && 'page-with-action')}>
      <header className="page-head">
        {back !== false && (
          <button type="button" className="icon-button" onClick={goBack} aria-label={t('back')}>
            <Icon name="back" />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1} className={isLong(title) ? 'title-long' : undefined}>
          {title}
        </h1>
        {canBeRead && <ReadAloud of={body} />}
        {tools}
        {help !== null && (
          <Suspense fallback={null}>
            <Help of={help} />
          </Suspense>
        )}
      </header>
      <div className="page-body" ref={body} aria-busy={isLoading || undefined}>
        {children}
      </div>
      {action !== undefined && <div className="page-action">{action}</div>}
    </div>
  )
}

/** A part of a page under its own heading. Not a card: space and a fine line part it from the next. */
export const Section = ({ title, tools, children }: { title?: ReactNode; tools?: ReactNode; children: ReactNode }) => {
  const id = useId()
  return (
    <section className="section" {...(title ? { 'aria-labelledby': id } : {})}>
      {title && (
        <div className="section-head">
          <h2 id={id}>{title}</h2>
          {tools}
        </div>
      )}
      {children}
    </section>
  )
}

/** Name and value pairs, as on a form filled in. */
export const Facts = ({ of }: { of: readonly (readonly [ReactNode, ReactNode] | null | false)[] }) => (
  <dl className="facts">
    {of
      .filter((pair) => pair !== null && pair !== false)
      .map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs of a page keep their order
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
