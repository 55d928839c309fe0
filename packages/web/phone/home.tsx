/** 首页: a greeting, the main thing to do, and a door to each service the community has switched on (一键达). */
import { useState } from 'react'
import { useArea } from '../area.ts'
import { Icon } from '../icon.tsx'
import { choose, useLook } from '../look.ts'
import { useRegistry } from '../registry.ts'
import { Link } from '../route.tsx'
import { useMay, useSession } from '../session.ts'
import { useShellFacts } from '../shell-facts.ts'
import { Slot } from '../slot.tsx'
import { useWords } from '../words.ts'
import { Door, DoorsComing } from './door.tsx'
import { Empty } from './list.tsx'
import { usePageTitle } from './page.tsx'
import { Seal } from './seal.tsx'

const partOfDay = (hour: number) => (hour < 11 ? 'morning' : hour < 13 ? 'noon' : hour < 18 ? 'afternoon' : 'evening')

/** Goes to the community chooser; absent where no module knows areas. */
const AreaButton = () => {
  const t = useWords('web')
  const { area, areas } = useArea()
  const { areaCode } = useSession()
  if (areas.length === 0) return null
  // Whoever lives here looks at their own community until they choose another.
  const own = areas.find(({ code }) => code === areaCode?.slice(0, 12))
  return (
    <Link to="/area" className="area-button">
      <Icon name="pin" size={18} />
      <span>{(area ?? own)?.name ?? t('home.chooseArea')}</span>
      <Icon name="down" size={14} />
    </Link>
  )
}

const ElderButton = () => {
  const t = useWords('web')
  const { elder } = useLook()
  return (
    <button type="button" className="elder-button" aria-pressed={elder} onClick={() => choose({ elder: !elder })}>
      <Icon name="text" size={20} />
      <span>{t(elder ? 'look.elderOff' : 'look.elderOn')}</span>
    </button>
  )
}

export const Home = () => {
  const t = useWords('web')
  const { title } = useShellFacts()
  const session = useSession()
  const may = useMay()
  const { tiles, slots } = useRegistry()
  const heading = usePageTitle(title)
  // A guest sees what signing in opens, but not what only staff may do.
  const open = tiles.filter((tile) => tile.may === 'signed-in' || may(tile.may))
  // The main door stands at once; whoever orders doors takes it over together with the others.
  const [isTaken, take] = useState(false)
  return (
    <div className="home">
      <header className="home-head">
        <Seal />
        <p className="home-place">{title}</p>
        <AreaButton />
        <ElderButton />
      </header>
      <div className="home-greeting">
        <h1 ref={heading} tabIndex={-1}>
          {t(`greeting.${partOfDay(new Date().getHours())}`)}
          {session.kind === 'account' && <span>{session.name}</span>}
        </h1>
        <p>{t('home.motto')}</p>
      </div>
      <Slot name="home:top" of={session} />
      {!isTaken && open.map((tile) => tile.isMain && <Door key={tile.path} tile={tile} />)}
      {slots.has('home:doors') ? (
        <Slot name="home:doors" of={{ open, take }} meanwhile={<DoorsComing />} />
      ) : (
        <nav className="doors" aria-label={t('home.services')}>
          {open.map((tile) => !tile.isMain && <Door key={tile.path} tile={tile} />)}
        </nav>
      )}
      {open.length === 0 && <Empty icon="home" title={t('home.emptyTitle')} hint={t('home.emptyHint')} />}
      <Slot name="home:feed" of={session} />
    </div>
  )
}
