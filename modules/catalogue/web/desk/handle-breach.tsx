/** One leak: what is known of it, and the one act that is due next. */
import {
  Button,
  Facts,
  Field,
  Link,
  Section,
  SelectField,
  TextField,
  toast,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { PersonField, type PickedPerson } from '@liren/web/desk'
import { useState } from 'react'
import { type Breach, catalogue } from '../../contract.ts'

const ways = ['each', 'public', 'notNeeded'] as const
const stale = [
  [catalogue, 'listBreaches'],
  [catalogue, 'listToldBreaches'],
] as const

const Known = ({ of }: { of: Breach }) => {
  const t = useWords('catalogue')
  const { list, number, when } = useTimes()
  return (
    <>
      <p>{of.what}</p>
      <Facts
        of={[
          [
            t('screen.sharing.number'),
            <Link key="number" to={`/matters/${of.matterId}`}>
              {of.number}
            </Link>,
          ],
          [t('screen.breach.kind'), t(`breach.${of.kind}`)],
          [t('screen.breach.data'), list(of.data)],
          [t('screen.breach.persons'), of.persons === null ? '—' : number(of.persons)],
          [t('screen.breach.noticedAt'), when(of.noticedAt)],
          of.dueAt !== null && [t('screen.dataset.dueOn'), when(of.dueAt)],
          of.cause !== null && [t('screen.breach.cause'), of.cause],
          of.harm !== null && [t('screen.breach.harm'), of.harm],
          of.measures !== null && [t('screen.breach.measures'), of.measures],
          of.authority !== null && [t('screen.breach.authority'), of.authority],
          of.way !== null && [
            t('screen.breach.way'),
            of.told === null
              ? t(`screen.breach.ways.${of.way}`)
              : t('screen.breach.toldTo', { count: number(of.told) }),
          ],
          of.advice !== null && [t('screen.breach.advice'), of.advice],
          of.contact !== null && [t('screen.breach.contact'), of.contact],
          of.lesson !== null && [t('screen.breach.lesson'), of.lesson],
        ]}
      />
    </>
  )
}

/** Words to be written down, each under its name; ready when all are there. */
const useSaid = <K extends string>(keys: readonly K[]) => {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const of = Object.fromEntries(keys.map((key) => [key, (said[key] ?? '').trim()])) as Record<K, string> // one word for each key
  return {
    of,
    isWhole: keys.every((key) => of[key].length > 1),
    put: (key: K) => (event: { target: { value: string } }) => setSaid({ ...said, [key]: event.target.value }),
    written: (key: K) => said[key] ?? '',
  }
}

const Contain = ({ of, onDone }: { of: Breach; onDone: () => void }) => {
  const t = useWords('catalogue')
  const keys = ['cause', 'harm', 'measures'] as const
  const said = useSaid(keys)
  const [persons, setPersons] = useState(of.persons === null ? '' : String(of.persons))
  const send = useSend(catalogue, 'containBreach', { stale, then: onDone })
  return (
    <Section title={t('process.data-breach.move.contain')}>
      {keys.map((key) => (
        <TextField
          key={key}
          label={t(`screen.breach.${key}`)}
          value={said.written(key)}
          maxLength={1000}
          error={send.errors[key]}
          onChange={said.put(key)}
        />
      ))}
      <Field
        label={t('screen.breach.persons')}
        type="number"
        min={0}
        value={persons}
        error={send.errors.persons}
        onChange={(event) => setPersons(event.target.value)}
      />
      <Button
        tone="main"
        disabled={!said.isWhole || persons === ''}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id: of.id }, body: { ...said.of, persons: Number(persons) } })}
      >
        {t('process.data-breach.move.contain')}
      </Button>
    </Section>
  )
}

const Tell = ({ of, onDone }: { of: Breach; onDone: () => void }) => {
  const t = useWords('catalogue')
  const said = useSaid(['authority', 'advice', 'contact'] as const)
  const [way, setWay] = useState<(typeof ways)[number]>('public')
  const [persons, setPersons] = useState<readonly PickedPerson[]>([])
  const send = useSend(catalogue, 'tellBreach', {
    stale,
    then: () => {
      toast(t('screen.breach.toldNow'), 'good')
      onDone()
    },
  })
  const personIds = persons.map(({ id }) => id)
  return (
    <Section title={t('process.data-breach.move.tell')}>
      <Field
        label={t('screen.breach.authority')}
        hint={t('screen.breach.authorityHint')}
        value={said.written('authority')}
        maxLength={120}
        error={send.errors.authority}
        onChange={said.put('authority')}
      />
      <SelectField
        label={t('screen.breach.way')}
        value={way}
        choices={ways.map((value) => ({ value, label: t(`screen.breach.ways.${value}`) }))}
        onChange={(event) => setWay(ways.find((one) => one === event.target.value) ?? way)}
      />
      {way === 'each' && (
        <>
          <PersonField
            label={t('screen.breach.personIds')}
            value={null}
            error={send.errors.personIds}
            onChange={(person) => person && setPersons([...persons.filter(({ id }) => id !== person.id), person])}
          />
          {persons.map((person) => (
            <p key={person.id} className="button-row">
              {person.displayName} · {person.note}
              <Button tone="quiet" onClick={() => setPersons(persons.filter(({ id }) => id !== person.id))}>
                {t('screen.breach.leaveOut', { name: person.displayName })}
              </Button>
            </p>
          ))}
        </>
      )}
      <TextField
        label={t(way === 'notNeeded' ? 'screen.breach.whyNot' : 'screen.breach.advice')}
        value={said.written('advice')}
        maxLength={1000}
        error={send.errors.advice}
        onChange={said.put('advice')}
      />
      <Field
        label={t('screen.breach.contact')}
        value={said.written('contact')}
        maxLength={120}
        error={send.errors.contact}
        onChange={said.put('contact')}
      />
      <Button
        tone="main"
        disabled={!said.isWhole || (way === 'each' && personIds.length === 0)}
        isBusy={send.isSending}
        onClick={() =>
          send.now({ params: { id: of.id }, body: { ...said.of, way, ...(way === 'each' ? { personIds } : {}) } })
        }
      >
        {t('process.data-breach.move.tell')}
      </Button>
    </Section>
  )
}

const Close = ({ of, onDone }: { of: Breach; onDone: () => void }) => {
  const t = useWords('catalogue')
  const said = useSaid(['lesson'] as const)
  const send = useSend(catalogue, 'closeBreach', { stale, then: onDone })
  return (
    <Section title={t('process.data-breach.move.close')}>
      <TextField
        label={t('screen.breach.lesson')}
        value={said.written('lesson')}
        maxLength={1000}
        error={send.errors.lesson}
        onChange={said.put('lesson')}
      />
      <Button
        tone="main"
        disabled={!said.isWhole}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id: of.id }, body: said.of })}
      >
        {t('process.data-breach.move.close')}
      </Button>
    </Section>
  )
}

export const HandleBreach = ({ of, onDone }: { of: Breach; onDone: () => void }) => (
  <>
    <Known of={of} />
    {of.state === 'reported' && <Contain of={of} onDone={onDone} />}
    {of.state === 'contained' && <Tell of={of} onDone={onDone} />}
    {of.state === 'told' && <Close of={of} onDone={onDone} />}
  </>
)
