/** Slot `own-unit:waiting`: what waits for one unit, the nearest first; all of it stands in the inbox. */
import { Failed, keyOf, Link, Section, Skeleton, useAsk, useLive, useWords } from '@liren/web'
import { matters } from '../../contract.ts'
import { MatterRow } from '../matter-row.tsx'

export default function OwnUnitWaiting({ of: { unitId } }: { of: { readonly unitId: string } }) {
  const t = useWords('matters')
  const { data, error, refetch } = useAsk(matters, 'inbox', { query: { unit: unitId, limit: 10 } }, { isKept: true })
  useLive([`unit:${unitId}`], [keyOf(matters, 'inbox')])
  return (
    <Section title={t('screen.ownUnit.waiting')}>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.items.length === 0 && <p className="field-hint">{t('screen.ownUnit.none')}</p>}
      <ul className="list">
        {data?.items.map((one) => (
          <li key={one.id}>
            <MatterRow of={one} />
          </li>
        ))}
      </ul>
      {data?.next && <Link to="/matters">{t('screen.ownUnit.all')}</Link>}
    </Section>
  )
}
