/** The people of a grid worker's area: found by number or phone, opened to check at the door. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Field,
  List,
  Page,
  Row,
  Segments,
  useArea,
  useFilters,
  useMay,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Person, people } from '../../contract.ts'
import { usePersonLine, usePlace } from '../place.ts'

const usePersonRow = () => {
  const t = useWords()
  const place = usePlace()
  const line = usePersonLine()
  const { since } = useTimes()
  return (person: Person) => (
    <Row
      to={`/people/${person.id}`}
      title={`${person.displayName} ${line(person)}`}
      note={`${place(person.areaCode)} · ${person.lastVerifiedAt ? `${t('screen.lastVerified')} ${since(person.lastVerifiedAt)}` : t('screen.neverVerified')}`}
      after={person.tags.map(({ tag }) => <Chip key={tag}>{tag}</Chip>)}
    />
  )
}

const Everybody = ({ view }: { view: string }) => {
  const t = useWords()
  const { code } = useArea()
  const row = usePersonRow()
  const query = code ? { area: code } : {}
  const all = usePages(people, 'listPersons', { query }, { enabled: view === 'all' })
  const unregistered = usePages(people, 'listUnregistered', { query }, { enabled: view === 'unregistered' })
  const shown = view === 'unregistered' ? unregistered : all
  return (
    <List
      {...shown}
      keyOf={({ id }) => id}
      empty={<Empty icon="person" title={t('screen.nobody')} hint={t('screen.nobodyHint')} />}
    >
      {row}
    </List>
  )
}

const Exceptions = () => {
  const t = useWords()
  const { code } = useArea()
  const place = usePlace()
  const pages = usePages(people, 'listExceptions', { query: code ? { area: code } : {} })
  return (
    <List
      {...pages}
      keyOf={({ person }) => person.id}
      empty={<Empty icon="check" title={t('screen.noExceptions')} hint={t('screen.noExceptionsHint')} />}
    >
      {({ person, why }) => (
        <Row
          to={`/people/${person.id}`}
          title={person.displayName}
          note={place(person.areaCode)}
          after={why.map((one) => (
            <Chip key={one} tone="soon">
              {t(`screen.exception.${one}`)}
            </Chip>
          ))}
        />
      )}
    </List>
  )
}

export default function NeighboursPage() {
  const t = useWords()
  const row = usePersonRow()
  const may = useMay()
  const [filters, filter] = useFilters()
  const [typed, setTyped] = useState('')
  const send = useSend(people, 'lookUp', { stale: [] })
  const view = filters.view ?? 'all'
  const find = () => {
    const text = typed.trim()
    const by = /^1\d{10}$/.test(text) ? 'phone' : /\d/.test(text) ? 'identityNumber' : 'fullName'
    send.now({ body: { [by]: text } })
  }
  return (
    <Page
      title={t('nav.neighbours')}
      back="/"
      action={
        may('person.register') && (
          <ButtonLink to="/people/new" tone="main" isWide>
            {t('screen.register.open')}
          </ButtonLink>
        )
      }
    >
      <Field
        label={t('screen.lookUp.any')}
        value={typed}
        autoComplete="off"
        {...(send.errors.phone ? { error: send.errors.phone } : {})}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button isBusy={send.isSending} disabled={typed.trim().length < 2} onClick={find}>
        {t('screen.lookUp.find')}
      </Button>
      {send.reply ? (
        <List
          items={send.reply.items}
          keyOf={({ id }) => id}
          empty={<Empty icon="search" title={t('screen.lookUp.none')} hint={t('screen.lookUp.noneHint')} />}
        >
          {row}
        </List>
      ) : (
        <>
          <Segments
            label={t('nav.neighbours')}
            value={view}
            onChange={(chosen) => filter({ view: chosen })}
            choices={(['all', 'unregistered', 'exceptions'] as const).map((value) => ({
              value,
              label: t(`screen.view.${value}`),
            }))}
          />
          {view === 'exceptions' ? <Exceptions /> : <Everybody view={view} />}
        </>
      )}
    </Page>
  )
}
