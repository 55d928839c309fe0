/** Ways between pages: addresses are written below the board, the board's own prefix is added here. */
import type { AnchorHTMLAttributes, ReactNode } from 'react'
import { useCallback, useMemo } from 'react'
import { useLocation, useSearch, Link as WouterLink } from 'wouter'

/** Goes to a page of this board: `go('/cases/42')`, `go('/matters', { replace: true })`. */
export const useGo = () => useLocation()[1]

/** Where we are, below the board. */
export const usePath = () => useLocation()[0]

/** Goes back, or to a page when there is nothing behind. */
export const useBack = (otherwise = '/') => {
  const go = useGo()
  return useCallback(() => {
    if (globalThis.history.length > 1) globalThis.history.back()
    else go(otherwise, { replace: true })
  }, [go, otherwise])
}

/** A link inside the board. */
export const Link = ({
  to,
  children,
  ...rest
}: { to: string; children: ReactNode } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) => (
  <WouterLink href={to} {...rest}>
    {children}
  </WouterLink>
)

/**
 * Filters that live in the address, so that a list can be shared and gone back to.
 * @example
 * const [filters, filter] = useFilters()
 * filter({ state: 'open' })
 */
export const useFilters = (): readonly [
  Readonly<Record<string, string>>,
  (change: Readonly<Record<string, string | null | undefined>>) => void,
] => {
  const search = useSearch()
  const [path, go] = useLocation()
  const filters = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search])
  const filter = useCallback(
    (change: Readonly<Record<string, string | null | undefined>>) => {
      const next = new URLSearchParams(search)
      for (const [name, value] of Object.entries(change)) {
        if (value === null || value === undefined || value === '') next.delete(name)
        else next.set(name, value)
      }
      const text = next.toString()
      go(text ? `${path}?${text}` : path, { replace: true })
    },
    [search, path, go],
  )
  return [filters, filter]
}
