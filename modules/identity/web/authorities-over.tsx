/** 代办 On a person's page: who may act for them now, a guardian's paper for a second worker to look at, and the way to record another. */
import {
  Button,
  ButtonLink,
  Chip,
  Row,
  Section,
  Sheet,
  TextField,
  toast,
  useAsk,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Authority, identity } from '../contract.ts'

/** Looking comes first: what is confirmed was seen, and the look stands in the person's footprints. */
const Confirm = ({ of, onClose }: { of: Authority; onClose: () => void }) => {
  const t = useWords('identity')
  const [reason, setReason] = useState('')
  const look = useSend(identity, 'lookAtPaper', {
    stale: [],
    then: ({ url }) => (url ? window.open(url, '_blank', 'noopener') : toast(t('screen.noPaper'), 'plain')),
  })
  const confirm = useSend(identity, 'confirmAuthority', {
    then: () => {
      toast(t('screen.over.confirmed'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.over.confirm')}
      action={
        <>
          <Button
            isBusy={look.isSending}
            disabled={reason.trim().length < 2}
            onClick={() => look.now({ params: { id: of.id }, body: { reason: reason.trim() } })}
          >
            {t('screen.authorities.look')}
          </Button>
          <Button
            tone="main"
            isBusy={confirm.isSending}
            disabled={!look.isDone}
            onClick={() => confirm.now({ params: { id: of.id } })}
          >
            {t('screen.over.right')}
          </Button>
        </>
      }
    >
      <p>{t('screen.over.confirmWhat')}</p>
      <TextField
        label={t('screen.reasonFor')}
        value={reason}
        maxLength={200}
        error={look.errors.reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Sheet>
  )
}

export default function AuthoritiesOver({ of: { personId } }: { of: { personId: string } }) {
  const t = useWords('identity')
  const { day } = useTimes()
  const may = useMay()
  const { id: me } = useSession()
  const [asked, setAsked] = useState<Authority | null>(null)
  const { data } = useAsk(
    identity,
    'authoritiesOver',
    { params: { id: personId } },
    { enabled: may('authority.record') },
  )
  // Whoever does not serve here gets no answer, and could record nothing.
  if (!data) return null
  return (
    <Section title={t('screen.over.title')}>
      <p className="field-hint">{t('screen.over.hint')}</p>
      <ul className="list">
        {data.items.map((one) => (
          <li key={one.id}>
            <Row
              title={`${one.helperName} · ${one.purpose}`}
              note={`${t(`screen.relation.${one.relation}`)} · ${t('screen.until', { when: day(one.untilAt) })}`}
              after={one.confirmedAt !== null && <Chip tone="done">{t('screen.over.seen')}</Chip>}
            />
            {one.relation === 'guardian' &&
              one.evidenceFileId !== null &&
              one.confirmedAt === null &&
              one.recordedBy !== me &&
              one.helperAccountId !== me && <Button onClick={() => setAsked(one)}>{t('screen.over.confirm')}</Button>}
          </li>
        ))}
      </ul>
      <ButtonLink to={`/identity/authorities/${personId}`} icon="person">
        {t('nav.recordAuthority')}
      </ButtonLink>
      {asked && <Confirm of={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}
