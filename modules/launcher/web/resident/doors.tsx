/** The doors on the home page: at most eight, the rest one tap further. */
import { Icon, Link, Slot, useWords } from '@liren/web'
import { useState } from 'react'
import { DoorOf } from '../parts/door-of.tsx'
import { useTiles } from '../parts/tiles.ts'

type Brought = Parameters<typeof useTiles>[0]

export default function Doors({ of }: { of: Brought }) {
  const t = useWords('launcher')
  const { doors, data, area } = useTiles(of)
  // Modules say here what waits behind their doors: `{ area, tell }`.
  const [waits, setWaits] = useState<Readonly<Record<string, number>>>({})
  const shown = doors.filter(({ tile }) => !tile?.isHidden)
  // What waits comes to the front, behind what is due from above; whoever put things in order themselves finds them there.
  const rank = ({ id, tile }: (typeof shown)[number]) =>
    tile?.mandate?.kind === 'mandatory' ? 0 : (waits[id] ?? 0) > 0 ? 1 : 2
  const sorted = data?.isOwnOrder ? shown : shown.toSorted((one, other) => rank(one) - rank(other))
  const first = sorted.slice(0, data?.atMost ?? 8)
  return (
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
  )
}
