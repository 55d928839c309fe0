/** 我的档案 What the register holds about me: shown whole only when I ask, corrected by myself, with my memberships. */
import { identity } from '@liren/identity/contract'
import {
  Button,
  ButtonLink,
  Empty,
  Facts,
  Failed,
  Field,
  Page,
  problemOf,
  Section,
  Sheet,
  Skeleton,
  toast,
  useAsk,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type PrivateField, people } from '../../contract.ts'
import { useRelation } from '../parts/relation.ts'
import { usePlace } from '../place.ts'
import { Memberships } from './memberships.tsx'
import { isMobile, PhonePart } from './phone-part.tsx'

const shownFields: readonly PrivateField[] = [
  'fullName',
  'identityNumber',
  'phone',
  'birthOn',
  'address',
  'hukouAddress',
  'emergencyContact',
]

const Correct = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = useWords()
  const { onBehalfOf } = useSession()
  const [values, setValues] = useState<{ address?: string; emergencyContact?: string }>({})
  const [called, setCalled] = useState({ phone: '', code: '' })
  const send = useSend(people, 'updateMine', {
    then: () => {
      toast(t('screen.me.corrected'), 'good')
      setValues({})
      setCalled({ phone: '', code: '' })
      onClose()
    },
  })
  const prove = useSend(identity, 'provePhone', {
    stale: [],
    then: ({ phoneProof }) => send.now({ body: { ...values, phone: called.phone, phoneProof } }),
  })
  const isReady =
    called.phone === '' ? Object.keys(values).length > 0 : isMobile(called.phone) && called.code.length === 6
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('screen.me.correct')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending || prove.isSending}
          disabled={!isReady}
          onClick={() => (called.phone === '' ? send.now({ body: values }) : prove.now({ body: called }))}
        >
          {t('screen.me.save')}
        </Button>
      }
    >
      <p>{t('screen.me.correctHint')}</p>
      {onBehalfOf ? (
        <p>{t('screen.me.phoneNotYours')}</p>
      ) : (
        <PhonePart
          {...called}
          errors={{ ...send.errors, ...prove.errors }}
          onChange={(change) => setCalled((before) => ({ ...before, ...change }))}
        />
      )}
      {(['address', 'emergencyContact'] as const).map((field) => (
        <Field
          key={field}
          label={t(`screen.field.${field}`)}
          value={values[field] ?? ''}
          {...(send.errors[field] ? { error: send.errors[field] } : {})}
          onChange={(event) => setValues({ ...values, [field]: event.target.value })}
        />
      ))}
    </Sheet>
  )
}

export default function MyRecordPage() {
  const t = useWords()
  const relation = useRelation()
  const place = usePlace()
  const { when } = useTimes()
  const [isCorrecting, setCorrecting] = useState(false)
  const { data, error, isLoading, refetch } = useAsk(people, 'readMe')
  const reveal = useSend(people, 'revealMine', { stale: [[people, 'listMyFootprints']] })
  if (problemOf(error)?.code === 'people/no-record')
    return (
      <Page title={t('nav.me')} back="/me">
        <Empty icon="person" title={t('screen.me.none')} hint={t('screen.me.noneHint')} />
      </Page>
    )
  if (error)
    return (
      <Page title={t('nav.me')} back="/me">
        <Failed error={error} again={() => void refetch()} />
      </Page>
    )
  const person = data?.person
  return (
    <Page
      title={t('nav.me')}
      back="/me"
      isLoading={isLoading}
      action={
        <Button tone="main" isWide onClick={() => setCorrecting(true)}>
          {t('screen.me.correct')}
        </Button>
      }
    >
      {!data || !person ? (
        <Skeleton />
      ) : (
        <>
          <Section title={t('screen.me.entry')}>
            <Facts
              of={
                reveal.reply
                  ? reveal.reply.values.map(
                      ({ field, clearText }) => [t(`screen.field.${field}`), clearText ?? t('screen.notKept')] as const,
                    )
                  : [
                      [t('screen.field.fullName'), person.displayName],
                      [t('screen.field.identityNumber'), person.maskedIdentityNumber ?? t('screen.notKept')],
                      [t('screen.field.phone'), person.maskedPhone ?? t('screen.notKept')],
                    ]
              }
            />
            <Facts
              of={[
                [t('screen.area'), place(person.areaCode)],
                [
                  t('screen.lastVerified'),
                  person.lastVerifiedAt ? when(person.lastVerifiedAt) : t('screen.neverVerified'),
                ],
              ]}
            />
            {!reveal.reply && (
              <Button
                icon="eye"
                isBusy={reveal.isSending}
                onClick={() => reveal.now({ body: { fields: [...shownFields] } })}
              >
                {t('screen.me.showAll')}
              </Button>
            )}
          </Section>
          <Memberships />
          {data.households.map((household) => (
            <Section key={household.id} title={t('screen.household.title')}>
              <Facts of={household.members.map((member) => [relation(member.relation), member.displayName])} />
            </Section>
          ))}
          {data.enterprises.length > 0 && (
            <Section title={t('nav.enterprises')}>
              <Facts of={data.enterprises.map((one) => [one.name, one.creditCode])} />
            </Section>
          )}
          <ButtonLink to="/people/me/footprints" isWide>
            {t('nav.myFootprints')}
          </ButtonLink>
          <ButtonLink to="/people/me/rights" isWide>
            {t('nav.myRights')}
          </ButtonLink>
        </>
      )}
      <Correct isOpen={isCorrecting} onClose={() => setCorrecting(false)} />
    </Page>
  )
}
