/** Choosing a community: by name, or down from the subdistrict. */
import { useMemo, useState } from 'react'
import { useArea } from '../area.ts'
import { useBack } from '../route.tsx'
import { useWords } from '../words.ts'
import { Field } from './field.tsx'
import { Empty, Row } from './list.tsx'
import { Page, Section } from './page.tsx'

export default function AreaPage() {
  const t = useWords('web')
  const back = useBack()
  const { areas, choose, code } = useArea()
  const [typed, setTyped] = useState('')
  const groups = useMemo(() => {
    const wanted = typed.trim()
    const communities = areas.filter(({ level, name }) => level === 'community' && name.includes(wanted))
    return areas
      .filter(({ level }) => level === 'subdistrict')
      .map((subdistrict) => ({
        subdistrict,
        communities: areas.filter(
          (one) =>
            one.level === 'community' &&
            one.code.startsWith(subdistrict.code.slice(0, 9)) &&
            (subdistrict.name.includes(wanted) || communities.includes(one)),
        ),
      }))
      .filter((group) => group.communities.length > 0)
  }, [areas, typed])
  const pick = (chosen: string | null) => {
    choose(chosen)
    back()
  }
  return (
    <Page title={t('home.chooseArea')}>
      <Field
        label={t('home.searchArea')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed === '' && <Row title={t('home.wholeDistrict')} onClick={() => pick(null)} />}
      {groups.length === 0 && <Empty icon="map" title={t('home.noArea')} hint={t('home.noAreaHint')} />}
      {groups.map(({ subdistrict, communities }) => (
        <Section key={subdistrict.code} title={subdistrict.name}>
          <ul className="area-grid">
            {communities.map((one) => (
              <li key={one.code}>
                <button
                  type="button"
                  className="button button-plain"
                  aria-pressed={one.code === code}
                  onClick={() => pick(one.code)}
                >
                  {one.name}
                </button>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}
