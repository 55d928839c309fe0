/** 房屋与住户 A dwelling with whoever owns it, lives in it or rents it; names are masked, a whole entry is opened for a stated reason. */
import { Empty, Failed, Link, Notice, Section, Skeleton, useAsk, useMay, useOwnArea, useWords } from '@liren/web'
import {
  AreaField,
  DeskPage,
  DwellingField,
  Panel,
  PersonField,
  type PickedDwelling,
  type PickedPerson,
} from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { people } from '../../contract.ts'
import { usePersonLine } from '../place.ts'
import { TieRows } from './homes-part.tsx'
import { TieForm } from './tie-form.tsx'

const Inside = ({ home }: { home: PickedDwelling }) => {
  const t = useWords('people')
  const may = useMay()
  const line = usePersonLine()
  const [isAdding, setAdding] = useState(false)
  const [person, setPerson] = useState<PickedPerson | null>(null)
  const { data, error, refetch } = useAsk(people, 'readDwelling', { params: { dwellingId: home.id } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  return (
    <Panel title={home.text}>
      <Section title={t('screen.tie.title')}>
        {data.ties.length === 0 && <p>{t('screen.tie.none')}</p>}
        <TieRows of={data.ties} hasNames />
        {may('dwelling-tie.change') &&
          (isAdding ? (
            <TieForm
              personId={person?.id ?? null}
              dwellingId={home.id}
              onDone={() => {
                setAdding(false)
                setPerson(null)
              }}
              picker={<PersonField label={t('screen.household.who')} value={person} onChange={setPerson} />}
            />
          ) : (
            <Button onClick={() => setAdding(true)}>{t('screen.tie.addPerson')}</Button>
          ))}
      </Section>
      <Section title={t('screen.tie.residents')}>
        {data.residents.length === 0 ? (
          <p>{t('screen.tie.noResidents')}</p>
        ) : (
          <ul className="plain-rows">
            {data.residents.map((one) => (
              <li key={one.id}>
                <Link to={`/people?open=${one.id}`}>{one.displayName}</Link> {line(one)}
              </li>
            ))}
          </ul>
        )}
        <Notice>{t('screen.tie.masked')}</Notice>
      </Section>
    </Panel>
  )
}

export default function HomesPage() {
  const t = useWords('people')
  const own = useOwnArea()
  const [area, setArea] = useState<string | null>(null)
  const [home, setHome] = useState<PickedDwelling | null>(null)
  const where = area ?? own.code ?? ''
  return (
    <DeskPage title={t('nav.homes')} hint={t('screen.tie.hint')}>
      <Panel title={t('screen.tie.find')}>
        <AreaField
          label={t('screen.field.areaCode')}
          value={where}
          onChange={(code) => {
            setArea(code)
            setHome(null)
          }}
          hasCells
        />
        <DwellingField key={where} label={t('screen.tie.dwelling')} area={where} value={home} onChange={setHome} />
      </Panel>
      {home ? (
        <Inside key={home.id} home={home} />
      ) : (
        <Empty icon="home" title={t('screen.tie.choose')} hint={t('screen.tie.chooseHint')} />
      )}
    </DeskPage>
  )
}
