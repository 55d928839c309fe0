/** One door of the launcher, with what waits behind it. */
import { Door, Icon, Link, useWords } from '@liren/web'
import { type DoorTile, iconOf, useDoorWords } from './tiles.ts'

export const DoorOf = ({ of, waits, words }: { of: DoorTile; waits?: number; words?: string }) => {
  const say = useDoorWords()
  const t = useWords('launcher')
  const { tile, brought } = of
  if (brought?.isMain && !tile?.name) return <Door tile={brought} />
  const inside = (
    <>
      <Icon name={iconOf(tile?.icon ?? brought?.icon ?? null)} size={28} />
      <span className="door-words">
        <span className="door-title">
          {brought && !tile?.name ? t(`${brought.module}:${brought.title}`) : say(tile?.name ?? null)}
        </span>
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
