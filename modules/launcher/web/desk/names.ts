/** What a tile is called at the desk: by the community's own name, the tool's, or the module's. */
import { useLook, useRegistry, useWords } from '@liren/web'
import type { Entry, Tile } from '../../contract.ts'

export const useNames = () => {
  const { locale } = useLook()
  const t = useWords('launcher')
  const { modules } = useRegistry()
  return (tile: Pick<Tile, 'id' | 'name'>, entry?: Entry) => {
    const own = entry?.name ?? tile.name
    if (own) return own[locale] || own['zh-CN']
    const module = tile.id.slice('native:'.length)
    return modules.includes(module) ? t(`${module}:title`) : module
  }
}
