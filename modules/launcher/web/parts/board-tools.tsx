/** Tools meant for whoever works or trades here, on the home page or the own page of their board: one or two taps away, like those of residents. */
import { Icon, Section, Slot, useWords } from '@liren/web'
import { useState } from 'react'
import { DoorOf, useTiles } from './tiles.tsx'

export default function BoardTools() {
  const t = useWords('launcher')
  // Code modules draw their own doors on these boards.
  const { doors, area, data } = useTiles([])
  const [isAll, showAll] = useState(false)
  const atMost = data?.atMost ?? 8
  const [waits, setWaits] = useState<Readonly<Record<string, number>>>({})
  const shown = doors.filter(({ tile }) => tile && !tile.isHidden)
  if (shown.length === 0) return null
  const sorted = shown.toSorted((one, other) => (waits[other.id] ?? 0) - (waits[one.id] ?? 0))
  return (
    <Section title={t('screen.tools')}>
      <nav className="doors" aria-label={t('screen.tools')}>
        {sorted.slice(0, isAll ? undefined : atMost).map((door) => {
          const count = waits[door.id] ?? 0
          return <DoorOf key={door.key} of={door} waits={count} words={t('screen.badge', { count })} />
        })}
        {sorted.length > atMost && !isAll && (
          <button type="button" className="button button-quiet door-all" onClick={() => showAll(true)}>
            <Icon name="grid" size={20} />
            <span>{t('screen.allTools', { count: sorted.length })}</span>
          </button>
        )}
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
