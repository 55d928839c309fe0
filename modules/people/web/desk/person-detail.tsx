/** One person: the masked entry, household, homes, memberships, tags, checks; private fields only through the read door. */
import {
  Chip,
  Facts,
  Failed,
  Section,
  Skeleton,
  Slot,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Detail } from '@liren/web/desk'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { people } from '../../contract.ts'
import type { Leaving } from '../parts/leaving.tsx'
import { usePersonLine, usePlace } from '../place.ts'
import { HomesPart } from './homes-part.tsx'
import { HouseholdPart } from './household-part.tsx'
import { LifePart } from './life-part.tsx'
import { CorrectPerson, LeavePerson } from './put-right.tsx'
import { RevealPanel } from './reveal-panel.tsx'
import { RightsPart } from './rights-part.tsx'

const TagEditor = ({ personId }: { personId: string }) => {
  const t = useWords()
  const [tag, setTag] = useState('')
  const [accessClass, setAccessClass] = useState<'ordinary' | 'sensitive'>('ordinary')
  const send = useSend(people, 'setTag', { then: () => setTag('') })
  return (
    <Space.Compact>
      <Input
        value={tag}
        maxLength={20}
        aria-label={t('screen.tag.name')}
        placeholder={t('screen.tag.name')}
        onChange={(event) => setTag(event.target.value)}
      />
      <Select
        value={accessClass}
        onChange={setAccessClass}
        style={{ minWidth: 96 }}
        aria-label={t('screen.tag.class')}
        options={(['ordinary', 'sensitive'] as const).map((value) => ({ value, label: t(`screen.tag.${value}`) }))}
      />
      <Button
        disabled={tag.trim() === ''}
        loading={send.isSending}
        onClick={() => send.now({ params: { id: personId, tag: tag.trim() }, body: { accessClass } })}
      >
        {t('screen.tag.add')}
      </Button>
    </Space.Compact>
  )
}

const Contents = ({ id }: { id: string }) => {
  const t = useWords()
  const may = useMay()
  const place = usePlace()
  const line = usePersonLine()
  const { when, day, list } = useTimes()
  const { data, error, refetch } = useAsk(people, 'readPerson', { params: { id } })
  const looks = useAsk(
    people,
    'listFootprints',
    { params: { id }, query: { limit: 10 } },
    { enabled: may('footprint.read') },
  )
  const check = useSend(people, 'check', { then: () => toast(t('screen.check.done'), 'good') })
  const untag = useSend(people, 'removeTag')
  const [asked, setAsked] = useState<Leaving | 'correct' | null>(null)
  if (error && !data) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton />
  const { person, memberships, households, ties } = data
  return (
    <>
      <Facts
        of={[
          [t('screen.who'), line(person) || '—'],
          [t('screen.field.identityNumber'), person.maskedIdentityNumber ?? t('screen.notKept')],
          [t('screen.field.phone'), person.maskedPhone ?? t('screen.notKept')],
          [t('screen.area'), place(person.areaCode)],
          [t('screen.residence.title'), t(`screen.residence.${person.residence}`)],
          [t('screen.state.title'), t(`screen.state.${person.state}`)],
          [t('screen.lastVerified'), person.lastVerifiedAt ? when(person.lastVerifiedAt) : t('screen.neverVerified')],
        ]}
      />
      <RevealPanel personId={id} />
      {person.state === 'living' && <Slot name="person:authorities" of={{ personId: id }} />}
      {person.state === 'living' && <Slot name="person:facts" of={{ personId: id }} />}
      <Section title={t('screen.tag.title')}>
        <p>
          {person.tags.length === 0 && t('screen.tag.none')}
          {person.tags.map(({ tag, accessClass }) => (
            <span key={tag}>
              <Chip tone={accessClass === 'sensitive' ? 'soon' : 'plain'}>
                {tag}
                {accessClass === 'sensitive' && ` (${t('screen.tag.sensitive')})`}
              </Chip>
              {may('tag.change') && (
                <Button type="link" size="small" onClick={() => untag.now({ params: { id, tag } })}>
                  {t('screen.tag.remove', { tag })}
                </Button>
              )}
            </span>
          ))}
        </p>
        {may('tag.change') && <TagEditor personId={id} />}
      </Section>
      <Section title={t('screen.membership.title')}>
        {memberships.length === 0 && <p>{t('screen.membership.none')}</p>}
        <Facts
          of={memberships.map((one) => [
            place(one.communityCode),
            `${t(`screen.membership.${one.state}`)} · ${list(one.capacities.map((capacity) => t(`screen.capacity.${capacity}`))) || '—'} · ${day(one.sinceOn)}`,
          ])}
        />
      </Section>
      <Section title={t('screen.household.title')}>
        <HouseholdPart person={person} of={households} />
      </Section>
      {person.state === 'living' && <LifePart of={person} />}
      <Section title={t('screen.homes')}>
        <HomesPart person={person} of={ties} />
      </Section>
      {may('person.update') && (
        <Section title={t('screen.check.title')}>
          <div className="button-row">
            {(['confirmed', 'notFound'] as const).map((finding) => (
              <Button
                key={finding}
                loading={check.isSending}
                onClick={() => check.now({ params: { id }, body: { finding } })}
              >
                {t(`screen.check.${finding}`)}
              </Button>
            ))}
            <Button onClick={() => setAsked('correct')}>{t('screen.correct.open')}</Button>
            {person.state === 'living' &&
              (['movedAway', 'dead'] as const).map((finding) => (
                <Button key={finding} danger onClick={() => setAsked(finding)}>
                  {t(`screen.check.${finding}`)}
                </Button>
              ))}
          </div>
          {asked === 'correct' && <CorrectPerson person={person} onClose={() => setAsked(null)} />}
          {asked !== null && asked !== 'correct' && (
            <LeavePerson person={person} finding={asked} onClose={() => setAsked(null)} />
          )}
        </Section>
      )}
      {may('rights.answer') && <RightsPart personId={id} />}
      {looks.data && (
        <Section title={t('screen.footprint.title')}>
          {looks.data.items.length === 0 && <p>{t('screen.footprint.none')}</p>}
          <Facts
            of={looks.data.items.map((look) => [
              `${when(look.lookedAt)} ${look.lookerName}`,
              `${t(`screen.purpose.${look.purpose}`)} · ${look.reason} · ${list(look.fields.map((field) => t(`screen.field.${field}`)))}`,
            ])}
          />
        </Section>
      )}
    </>
  )
}

export const PersonDetail = ({
  id,
  onClose,
  title,
}: {
  id: string | undefined
  onClose: () => void
  title: string
}) => (
  <Detail isOpen={id !== undefined} onClose={onClose} title={title} width={640}>
    {id && <Contents id={id} />}
  </Detail>
)
