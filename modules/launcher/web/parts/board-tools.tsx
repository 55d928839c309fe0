/** Tools meant for whoever works or trades here, on the home page or the own page of their board: one or two taps away, like those of residents. */
import { Link, Section, Slot, useWords } from '@liren/web'
import { useState } from 'react'
import { DoorOf, useTiles } from './tiles.tsx'

export default function BoardTools() {
  const t = useWords('launcher')
  // Code modules draw their own doors on these boards.
  const { doors, area, data } = useTiles([])
  const atMost = data?.atMost ?? 8
  const [waits, setWaits] = useState<Readonly<Record<string, number>>>({})
  const shown = doors.filter(({ tile }) => tile && !tile.isHidden)
  // Where everything was hidden there is still a way back.
  if (doors.length === 0) return null
  const sorted = shown.toSorted((one, other) => (waits[other.id] ?? 0) - (waits[one.id] ?? 0))
  return (
    <Section
      title={t('screen.tools')}
      tools={
        <Link className="button button-quiet" to="/launcher">
          {t(sorted.length > atMost ? 'screen.allTools' : 'screen.arrangeTools', { count: sorted.length })}
        </Link>
      }
    >
      <nav className="doors" aria-label={t('screen.tools')}>
        {sorted.slice(0, atMost).map((door) => {
          const count = waits[door.id] ?? 0
          return <DoorOf key={door.key} of={door} waits={count} words={t('screen.badge', { count })} />
        })}
        {/* Modules say here what waits behind these doors: `{ area, tell }`. */}
        <Slot
          name="tools:waits"
          of={{
            area,
            tell: (found: Readonly<Record<string, number>>) => setWaits((before) => ({ ...before, ...found })),
          }}
        />
      </nav>
    </Section>
  )
}
