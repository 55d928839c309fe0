/** The doors on the home page: at most eight, the rest one tap further. */
import { DoorsComing, Icon, Link, Slot, useWords } from '@liren/web'
import { useLayoutEffect, useState } from 'react'
import { DoorOf, type DoorTile, useTiles } from '../parts/tiles.tsx'

type Brought = Parameters<typeof useTiles>[0]

export default function Doors({ of: { open, take } }: { of: { open: Brought; take: (isTaken: boolean) => void } }) {
  const t = useWords('launcher')
  const { asked, doors, data, area } = useTiles(open)
  // Modules say here what waits behind their doors: `{ area, tell }`.
  const [waits, setWaits] = useState<Readonly<Record<string, number>>>({})
  const isHere = data !== undefined
  useLayoutEffect(() => take(isHere))
  const all = doors.filter(({ tile }) => !tile?.isHidden)
  const isMain = ({ brought }: DoorTile) => brought?.isMain
  const shown = all.filter((door) => !isMain(door))
  // What waits comes to the front, behind what is due from above; whoever put things in order themselves finds them there.
  const rank = ({ id, tile }: (typeof shown)[number]) =>
    tile?.mandate?.kind === 'mandatory' ? 0 : (waits[id] ?? 0) > 0 ? 1 : 2
  const sorted = data?.isOwnOrder ? shown : shown.toSorted((one, other) => rank(one) - rank(other))
  const first = sorted.slice(0, data?.atMost ?? 8)
  // Doors that changed places would be under the thumb of somebody who meant another.
  if (asked.isLoading) return <DoorsComing />
  return (
    <>
      {isHere && all.filter(isMain).map((door) => <DoorOf key={door.key} of={door} />)}
      <nav className="doors" aria-label={t('title')}>
        {first.map((door) => {
          const count = waits[door.id] ?? 0
          return <DoorOf key={door.key} of={door} waits={count} words={t('screen.badge', { count })} />
        })}
        <Link className="button button-quiet door-all" to="/launcher">
          <Icon name="grid" size={20} />
          <span>{t('nav.all')}</span>
        </Link>
        <Slot
          name="home:waits"
          of={{
            area,
            tell: (found: Readonly<Record<string, number>>) => setWaits((before) => ({ ...before, ...found })),
          }}
        />
      </nav>
    </>
  )
}
