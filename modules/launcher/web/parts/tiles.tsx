/** Doors of the launcher: what the server says of tools joined with the doors code modules bring, in one order; and one door drawn. */
import {
  Door,
  Icon,
  type IconName,
  Link,
  useArea,
  useAsk,
  useLook,
  useRegistry,
  useSession,
  useWords,
} from '@liren/web'
import { launcher, type Tile } from '../../contract.ts'

type Brought = ReturnType<typeof useRegistry>['tiles'][number]

/** One door: a code module's own, or a tool's. */
export type DoorTile = {
  readonly key: string
  readonly id: string
  readonly tile: Tile | null
  readonly brought: Brought | null
}

export const usePlace = (): string | null => {
  const { code } = useArea()
  const { areaCode } = useSession()
  return code ?? areaCode
}

/**
 * The doors of a page in one order. What the launcher leaves out is left out; a door it says nothing of, because it has not spoken yet or
 * does not know the module, stands at the end. A name given to a module is the name of its first door.
 */
export const doorsOf = (
  brought: readonly Brought[],
  said: { readonly tiles: readonly Tile[]; readonly without: readonly string[] } | undefined,
): readonly DoorTile[] => {
  const doors = (said?.tiles ?? []).flatMap((tile): DoorTile[] =>
    tile.kind === 'native'
      ? brought
          .filter(({ module }) => `native:${module}` === tile.id)
          .map((one, at) => ({ key: one.path, id: tile.id, tile: at ? { ...tile, name: null } : tile, brought: one }))
      : [{ key: tile.id, id: tile.id, tile, brought: null }],
  )
  const placed = new Set(doors.map(({ key }) => key))
  const rest = brought
    .filter(({ path, module }) => !placed.has(path) && !said?.without.includes(module))
    .map((one): DoorTile => ({ key: one.path, id: `native:${one.module}`, tile: null, brought: one }))
  return [...doors, ...rest]
}

export const useTiles = (brought: readonly Brought[]) => {
  const area = usePlace()
  const { board } = useRegistry()
  const asked = useAsk(
    launcher,
    'home',
    { query: { board, ...(area ? { area } : {}) } },
    { isKept: true, staleSeconds: 30 },
  )
  const { data } = asked
  return { asked, area, data, doors: doorsOf(brought, data) }
}

export const useDoorWords = () => {
  const { locale } = useLook()
  return (words: { readonly 'zh-CN': string; readonly en: string } | null) =>
    words ? words[locale] || words['zh-CN'] : ''
}

/** One door, with what waits behind it. The server keeps to pictures the boards can draw. */
export const DoorOf = ({
  of,
  waits,
  words,
  isInList = false,
}: {
  of: DoorTile
  waits?: number
  words?: string
  /** Among all services every door looks alike. */
  isInList?: boolean
}) => {
  const say = useDoorWords()
  const t = useWords('launcher')
  const { tile, brought } = of
  const name = say(tile?.name ?? null)
  if (brought?.isMain && !isInList) return <Door tile={brought} name={name} />
  const inside = (
    <>
      <Icon name={(tile?.icon ?? brought?.icon ?? 'grid') as IconName} size={28} />
      <span className="door-words">
        <span className="door-title">{name || (brought && t(`${brought.module}:${brought.title}`))}</span>
        {tile?.isDown && <span className="door-hint">{t('screen.down')}</span>}
        {waits !== undefined && waits > 0 && <span className="door-waits">{words ?? waits}</span>}
      </span>
    </>
  )
  if (tile?.url)
    return (
      <a className="door" href={tile.url} {...(tile.opens === 'inside' ? {} : { target: '_blank', rel: 'noreferrer' })}>
        {inside}
      </a>
    )
  return (
    <Link className="door" to={brought?.path ?? tile?.to ?? '/'}>
      {inside}
    </Link>
  )
}
