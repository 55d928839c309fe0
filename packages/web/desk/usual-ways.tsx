/** 常用功能 The pages somebody opened lately on this computer; for whoever is here the first time, the first ones of the menu. */
import { Icon } from '../icon.tsx'
import { Link } from '../route.tsx'
import { useWords } from '../words.ts'
import { Panel } from './desk-page.tsx'
import { useEntries } from './entries.tsx'
import { kept, lately } from './lately.ts'

const shown = 6

export const UsualWays = () => {
  const t = useWords('web')
  const entries = [...useEntries().values()].flat().filter(({ path }) => path !== '/')
  const before = lately()
  const rank = ({ path }: { path: string }) => (before.includes(path) ? before.indexOf(path) : kept)
  const ways = [...entries].sort((one, other) => rank(one) - rank(other)).slice(0, shown)
  if (ways.length === 0) return null
  return (
    <Panel title={t('desk:usualWays')}>
      <ul className="usual-ways">
        {ways.map(({ path, label, icon }) => (
          <li key={path}>
            <Link to={path} className="menu-entry">
              <Icon name={icon} size={18} />
              <span>{label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
