/** From addresses to pages: the enabled modules' pages, the frame's own, and what to show when neither fits. */
import { type ComponentType, type ReactNode, Suspense, useEffect } from 'react'
import { Redirect, useSearch } from 'wouter'
import { ErrorBoundary } from './error-boundary.tsx'
import type { WebPage } from './module.ts'
import { pageAt } from './page-order.ts'
import { ButtonLink } from './phone/button.tsx'
import { HelpKey } from './phone/help-key.ts'
import { Empty, Skeleton } from './phone/list.tsx'
import { Page } from './phone/page.tsx'
import { type OfModule, useRegistry } from './registry.ts'
import { usePath } from './route.tsx'
import { useMay, useSession, useSessionState } from './session.ts'
import { ahead, lazily } from './slot.tsx'
import { useWords, WordScope } from './words.ts'

/** Every board's sign-in page, if a module brings one. */
export const signInPath = '/sign-in'

/** Where to sign in and come back to this page; null when no module brings a sign-in page. */
export const useSignInLink = (): string | null => {
  const { pages } = useRegistry()
  const path = usePath()
  const search = useSearch()
  if (!pages.some((page) => page.path === signInPath)) return null
  const here = search ? `${path}?${search}` : path
  if (path === signInPath) return here
  return here === '/' ? signInPath : `${signInPath}?next=${encodeURIComponent(here)}`
}

/** No page has this address. */
export const NotFound = () => {
  const t = useWords('web')
  return (
    <Page title={t('notFound.title')}>
      <Empty
        icon="map"
        title={t('notFound.what')}
        hint={t('notFound.hint')}
        action={<ButtonLink to="/">{t('toHome')}</ButtonLink>}
      />
    </Page>
  )
}

/** The page is there, but not for this person. */
export const Forbidden = () => {
  const t = useWords('web')
  const signIn = useSignInLink()
  const session = useSession()
  return (
    <Page title={t('forbidden.title')}>
      <Empty
        icon="shield"
        title={t('forbidden.what')}
        hint={t('forbidden.hint')}
        action={
          signIn && session.kind === 'guest' ? (
            <ButtonLink to={signIn} tone="main">
              {t('signIn')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/">{t('toHome')}</ButtonLink>
          )
        }
      />
    </Page>
  )
}

/** Fetches a page before it is drawn. */
export const aheadOf = ({ module, page }: OfModule<WebPage>) => ahead(module, page, <Skeleton />)

const Guarded = ({
  page,
  params,
}: {
  page: OfModule<WebPage>
  params: Readonly<Record<string, string | undefined>>
}) => {
  const may = useMay()
  const { session, isLoading } = useSessionState()
  const signIn = useSignInLink()
  const path = usePath()
  // While it is not yet known who asks, what draws the page comes already.
  useEffect(() => void page.page().catch(() => undefined), [page])
  if (isLoading && page.may && page.may !== 'anyone') return <Skeleton />
  if (!may(page.may)) return session.kind === 'guest' && signIn ? <Redirect to={signIn} replace /> : <Forbidden />
  const Drawn = lazily(page.module, page.page, <Skeleton />)
  return (
    <WordScope value={page.module}>
      <ErrorBoundary resetOn={path}>
        <Suspense fallback={<Skeleton />}>
          <HelpKey value={page.help ?? null}>
            <Drawn params={params} />
          </HelpKey>
        </Suspense>
      </ErrorBoundary>
    </WordScope>
  )
}

const ScrollUp = () => {
  const path = usePath()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void globalThis.scrollTo?.(0, 0)
  }, [path])
  return null
}

/** All pages of this board; `own` are the frame's, `welcome` is shown at `/` when no module offers a home. */
export const Pages = ({ welcome, own = {} }: { welcome: ReactNode; own?: Readonly<Record<string, ComponentType>> }) => {
  const { pages } = useRegistry()
  const may = useMay()
  const path = usePath()
  const found = pageAt(pages, path)
  const Own = own[path.replace(/\/+$/, '')]
  const home = path === '/' ? pages.find((page) => page.isHome && may(page.may)) : undefined
  return (
    <>
      <ScrollUp />
      {found ? (
        <Guarded key={found.page.path} {...found} />
      ) : Own ? (
        <ErrorBoundary key={path} resetOn={path}>
          <Suspense fallback={<Skeleton />}>
            <Own />
          </Suspense>
        </ErrorBoundary>
      ) : home ? (
        <Guarded key="/" page={home} params={{}} />
      ) : path === '/' ? (
        welcome
      ) : (
        <NotFound />
      )}
    </>
  )
}
