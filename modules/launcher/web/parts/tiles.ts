/** Joins what the server says of tools with the doors code modules bring, in one order. */
import { type IconName, useArea, useAsk, useLook, useRegistry, useSession } from '@liren/web'
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
  const off = new Set(data?.off ?? [])
  const doors: DoorTile[] = (data?.tiles ?? []).flatMap((tile): DoorTile[] =>
    tile.kind === 'native'
      ? brought
          .filter(({ module }) => `native:${module}` === tile.id)
          .map((one) => ({ key: one.path, id: tile.id, tile, brought: one }))
      : [{ key: tile.id, id: tile.id, tile, brought: null }],
  )
  // Until the server has spoken, and for modules it leaves to the frame, doors stand as their modules order them.
  const placed = new Set(doors.map(({ key }) => key))
  const rest = brought
    .filter(({ path, module }) => !placed.has(path) && !off.has(module))
    .map((one): DoorTile => ({ key: one.path, id: `native:${one.module}`, tile: null, brought: one }))
  return { asked, area, data, doors: [...doors, ...rest] }
}

export const useDoorWords = () => {
  const { locale } = useLook()
  return (words: { readonly 'zh-CN': string; readonly en: string } | null) =>
    words ? words[locale] || words['zh-CN'] : ''
}

/** The server keeps to pictures the boards can draw. */
export const iconOf = (name: string | null) => (name ?? 'grid') as IconName
