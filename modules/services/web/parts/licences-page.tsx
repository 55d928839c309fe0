/** 我的证照 My e-licences: show one by a code for one purpose, and see who used it for what. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  Field,
  Notice,
  Page,
  Row,
  Section,
  Sheet,
  Skeleton,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { LicenceView } from '../../views.ts'
import { Square } from './square.tsx'
import '../services.css'

const One = ({ of, onClose }: { of: LicenceView; onClose: () => void }) => {
  const t = useWords('services')
  const { when } = useTimes()
  const [purpose, setPurpose] = useState('')
  const send = useSend(services, 'authoriseLicence', { stale: [] })
  const { data } = useAsk(services, 'licenceUses', { params: { id: of.id }, query: { limit: 10 } })
  return (
    <Sheet isOpen onClose={onClose} title={of.typeName}>
      {send.reply ? (
        <>
          <Square text={send.reply.code} label={t('screen.showCode')} />
          <p className="services-code">{send.reply.code.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          <Notice>{t('screen.codeHint', { at: when(send.reply.untilAt) })}</Notice>
        </>
      ) : (
        <>
          <Field
            label={t('screen.purpose')}
            value={purpose}
            maxLength={100}
            onChange={(event) => setPurpose(event.target.value)}
          />
          <Button
            tone="main"
            isWide
            disabled={purpose.trim().length < 2 || of.status !== 'valid'}
            isBusy={send.isSending}
            onClick={() => send.now({ params: { id: of.id }, body: { purpose: purpose.trim(), minutes: 5 } })}
          >
            {t('screen.showCode')}
          </Button>
        </>
      )}
      <Section title={t('screen.uses')}>
        {data?.items.map((one) => (
          <Row key={one.id} title={one.purpose} note={`${one.by} · ${when(one.at)}`} />
        ))}
        {data?.items.length === 0 && <p>{t('screen.noUses')}</p>}
      </Section>
    </Sheet>
  )
}

export default function LicencesPage() {
  const t = useWords()
  const { day } = useTimes()
  const [open, setOpen] = useState<LicenceView | null>(null)
  const { data, error, refetch } = useAsk(services, 'licences', { query: {} })
  return (
    <Page title={t('nav.licences')} back="/services">
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && (
        <Empty icon="document" title={t('screen.noLicences')} hint={t('screen.noLicencesHint')} />
      )}
      {data?.items.map((one) => (
        <Row
          key={one.id}
          title={one.typeName}
          note={[
            one.numberMasked,
            one.issuer,
            one.validUntil
              ? t('screen.licenceDates', { from: day(one.issuedOn), until: day(one.validUntil) })
              : t('screen.licenceSince', { from: day(one.issuedOn) }),
          ].join(' · ')}
          after={
            <>
              <Chip tone={one.status === 'valid' ? 'done' : 'overdue'}>{t(`screen.licence.${one.status}`)}</Chip>
              <Button onClick={() => setOpen(one)}>{t('screen.show')}</Button>
            </>
          }
        />
      ))}
      {open && <One of={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
