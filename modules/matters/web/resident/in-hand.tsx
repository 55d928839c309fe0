/** What of mine is in hand now, the newest first, and the way to all of it. Nothing where there is none. */
import { keyOf, Link, Section, useAsk, useLive, useSession, useWords } from '@liren/web'
import { matters } from '../../contract.ts'
import { MineRow } from './mine-row.tsx'

const shown = 3

export default function InHand() {
  const t = useWords('matters')
  const session = useSession()
  const { data } = useAsk(matters, 'mine', { query: { limit: 20 } }, { staleSeconds: 60 })
  useLive([session.id && `account:${session.id}`], [keyOf(matters, 'mine')])
  const open = (data?.items ?? []).filter(({ phase }) => phase !== 'done')
  if (open.length === 0) return null
  return (
    <Section title={t('screen.inHandMine')} tools={<Link to="/matters">{t('screen.allMine')}</Link>}>
      <ul className="list">
        {open.slice(0, shown).map((row) => (
          <li key={row.id}>
            <MineRow of={row} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
