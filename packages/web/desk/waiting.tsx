/** 等我处理 One line of the desk's home: a list in which something waits for whoever is here, how much of it, and how much of that is late. */
import type { ContractSpec, Input, Reply, RouteName, RouteOf } from '@liren/contract'
import { useAsk } from '../ask.ts'
import { problemOf } from '../client.ts'
import { Icon } from '../icon.tsx'
import { Chip } from '../phone/list.tsx'
import { useRegistry } from '../registry.ts'
import { Link } from '../route.tsx'
import { useMay } from '../session.ts'
import type { ItemOf } from '../use-pages.ts'
import { useWords } from '../words.ts'

/** Beyond this many the line says `50+`: open lists are never counted to their end. */
const counted = 50

type Row<C extends ContractSpec, R extends RouteName<C>> = ItemOf<Reply<RouteOf<C, R>>>

/**
 * Modules fill the slot `home:waiting` of the desk with these. Name, sign and permission are those of the menu's page at this address.
 * Says nothing where nothing waits; that it could not be read is said.
 * @example
 * <Waiting at="/matters/requests" contract={matters} route="requests" />
 */
export const Waiting = <C extends ContractSpec, R extends RouteName<C>>({
  at,
  search = '',
  contract,
  route,
  query = {},
  isDue = () => true,
  isLate = () => false,
}: {
  /** The page that shows the list. */
  readonly at: string
  /** What the page's filters are set to: `?state=asked`. */
  readonly search?: string
  readonly contract: C
  readonly route: R
  readonly query?: Readonly<Record<string, unknown>>
  /** Of a list that shows more than what waits, the rows that do. */
  readonly isDue?: (row: Row<C, R>) => boolean
  readonly isLate?: (row: Row<C, R>) => boolean
}) => {
  const t = useWords('web')
  const may = useMay()
  const page = useRegistry().pages.find(({ path }) => path === at)
  const isOpen = page !== undefined && may(page.may)
  // The route takes a page's query: whoever names it here has chosen a list.
  const input = { query: { ...query, limit: counted } } as unknown as Input<RouteOf<C, R>>
  const { data, error, isLoading } = useAsk(contract, route, input, { enabled: isOpen, staleSeconds: 60 })
  if (!isOpen) return null
  const list = data as { readonly items: readonly Row<C, R>[]; readonly next?: string | null } | undefined
  const rows = (list?.items ?? []).filter(isDue)
  const late = rows.filter(isLate).length
  // Not known is not nothing: the line stays, and says so.
  const isUnknown = error !== null && list === undefined && ![401, 403, 404].includes(problemOf(error)?.status ?? 0)
  if (rows.length === 0 && !isLoading && !isUnknown) return null
  return (
    <li aria-busy={isLoading || undefined}>
      <Link to={`${at}${search}`}>
        <Icon name={page.menu?.icon ?? 'list'} size={20} />
        <span className="waiting-name">{t(`${page.module}:${page.title}`)}</span>
        {isUnknown && <Chip>{t('desk:waiting.unknown')}</Chip>}
        {late > 0 && <Chip tone="overdue">{t('desk:waiting.late', { count: late })}</Chip>}
        <strong>{isLoading || isUnknown ? '' : `${rows.length}${list?.next ? '+' : ''}`}</strong>
        <Icon name="forward" size={16} />
      </Link>
    </li>
  )
}
