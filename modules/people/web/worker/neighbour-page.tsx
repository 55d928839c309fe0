/** At the door: is what the register says still true? Private fields only with a reason, and the person sees the look. */
import {
  Button,
  Chip,
  Facts,
  Failed,
  Notice,
  Page,
  Section,
  SelectField,
  Sheet,
  Skeleton,
  Slot,
  TextField,
  toast,
  useAsk,
  useGo,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Person, type Purpose, people, purposes } from '../../contract.ts'
import { useCorrection } from '../parts/correction.tsx'
import { type Leaving, useLeaving } from '../parts/leaving.tsx'
import { useRelation } from '../parts/relation.ts'
import { usePersonLine, usePlace } from '../place.ts'

const asked = ['fullName', 'phone', 'address', 'emergencyContact'] as const

const Look = ({ personId }: { personId: string }) => {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const [purpose, setPurpose] = useState<Purpose>('verification')
  const [reason, setReason] = useState('')
  const send = useSend(people, 'reveal', { stale: [], then: () => setOpen(false) })
  return (
    <Section title={t('screen.reveal.private')}>
      {send.reply ? (
        <Facts
          of={send.reply.values.map(({ field, clearText }) => [
            t(`screen.field.${field}`),
            clearText ?? t('screen.notKept'),
          ])}
        />
      ) : (
        <Button icon="eye" onClick={() => setOpen(true)}>
          {t('screen.reveal.open')}
        </Button>
      )}
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('screen.reveal.title')}
        action={
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={reason.trim().length < 2}
            onClick={() => send.now({ params: { id: personId }, body: { fields: [...asked], purpose, reason } })}
          >
            {t('screen.reveal.look')}
          </Button>
        }
      >
        <Notice>{t('screen.reveal.recorded')}</Notice>
        <SelectField
          label={t('screen.reveal.purpose')}
          value={purpose}
          onChange={(event) => setPurpose(purposes.find((one) => one === event.target.value) ?? 'verification')}
          choices={purposes
            .filter((one) => one !== 'own-request')
            .map((value) => ({ value, label: t(`screen.purpose.${value}`) }))}
        />
        <TextField
          label={t('screen.reveal.reason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </Sheet>
    </Section>
  )
}

const Correct = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const t = useWords()
  const form = useCorrection(person, onClose)
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.correct.title', { name: person.displayName })}
      action={
        <Button tone="main" isWide isBusy={form.isSending} disabled={!form.isReady} onClick={form.send}>
          {t('screen.correct.send')}
        </Button>
      }
    >
      {form.fields}
    </Sheet>
  )
}

const Leave = ({ person, finding, onClose }: { person: Person; finding: Leaving; onClose: () => void }) => {
  const t = useWords()
  const go = useGo()
  // Whoever moved on is another community's to look after.
  const form = useLeaving(person, finding, () => go('/people'), { isGone: true })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(`screen.check.${finding}`)}
      action={
        <Button tone="urgent" isWide isBusy={form.isSending} disabled={!form.isReady} onClick={form.send}>
          {t('screen.leave.send')}
        </Button>
      }
    >
      {form.fields}
    </Sheet>
  )
}

export default function NeighbourPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const relation = useRelation()
  const place = usePlace()
  const line = usePersonLine()
  const may = useMay()
  const { when } = useTimes()
  const { data, error, refetch } = useAsk(people, 'readPerson', { params: { id: params.id } })
  const [asked, setAsked] = useState<Leaving | 'correct' | null>(null)
  const check = useSend(people, 'check', { then: () => toast(t('screen.check.done'), 'good') })
  const person = data?.person
  const find = (finding: 'confirmed' | 'notFound') => check.now({ params: { id: params.id }, body: { finding } })
  return (
    <Page
      title={person?.displayName ?? t('nav.neighbour')}
      back="/people"
      action={
        <>
          <Button isBusy={check.isSending} onClick={() => find('notFound')}>
            {t('screen.check.notFound')}
          </Button>
          <Button tone="main" isBusy={check.isSending} onClick={() => find('confirmed')}>
            {t('screen.check.confirmed')}
          </Button>
        </>
      }
    >
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data || !person ? (
        <Skeleton />
      ) : (
        <>
          <Facts
            of={[
              [t('screen.who'), line(person) || '—'],
              [t('screen.field.identityNumber'), person.maskedIdentityNumber ?? t('screen.notKept')],
              [t('screen.field.phone'), person.maskedPhone ?? t('screen.notKept')],
              [t('screen.area'), place(person.areaCode)],
              [
                t('screen.lastVerified'),
                person.lastVerifiedAt ? when(person.lastVerifiedAt) : t('screen.neverVerified'),
              ],
              person.tags.length > 0 && [
                t('screen.tag.title'),
                person.tags.map(({ tag }) => <Chip key={tag}>{tag}</Chip>),
              ],
            ]}
          />
          <Look personId={params.id} />
          {may('person.update') && (
            <Section title={t('screen.correct.section')}>
              <div className="button-row">
                <Button onClick={() => setAsked('correct')}>{t('screen.correct.open')}</Button>
                {person.state === 'living' &&
                  (['movedAway', 'dead'] as const).map((finding) => (
                    <Button key={finding} onClick={() => setAsked(finding)}>
                      {t(`screen.check.${finding}`)}
                    </Button>
                  ))}
              </div>
              {asked === 'correct' && <Correct person={person} onClose={() => setAsked(null)} />}
              {asked !== null && asked !== 'correct' && (
                <Leave person={person} finding={asked} onClose={() => setAsked(null)} />
              )}
            </Section>
          )}
          {person.state === 'living' && <Slot name="person:authorities" of={{ personId: params.id }} />}
          {person.state === 'living' && <Slot name="person:facts" of={{ personId: params.id }} />}
          {data.households.map((household) => (
            <Section key={household.id} title={t('screen.household.title')}>
              <Facts of={household.members.map((member) => [relation(member.relation), member.displayName])} />
            </Section>
          ))}
        </>
      )}
    </Page>
  )
}
