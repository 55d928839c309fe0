/** One application of mine: fill in, hand in, correct, follow, rate. */
import {
  Button,
  Confirm,
  Failed,
  keyOf,
  Page,
  Section,
  Skeleton,
  Slot,
  useAsk,
  useLive,
  useMay,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'
import { StaffPart } from '../staff/staff-part.tsx'
import { ApplicationFacts } from './application-view.tsx'
import { Correct, Refill } from './correct.tsx'
import { Draft } from './draft.tsx'
import { KeptCorrections, useKeptCorrections } from './kept-correction.tsx'
import { Renewal } from './renewal.tsx'
import { Supply } from './supply.tsx'

const Withdraw = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const [isOpen, setOpen] = useState(false)
  const send = useSend(services, 'withdraw', { then: () => setOpen(false) })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('screen.withdraw')}</Button>
      <Confirm
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('screen.withdraw')}
        verb={t('screen.withdraw')}
        onYes={() => send.now({ params: { id: of.id }, body: {} })}
      >
        {t('screen.withdrawHint')}
      </Confirm>
    </>
  )
}

export default function ApplicationPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const may = useMay()
  const { data, error, refetch } = useAsk(services, 'read', { params: { id: params.id } })
  useLive([`matter:${params.id}`], [keyOf(services, 'read')])
  const [refill, setRefill] = useState<string | null>(null)
  const kept = useKeptCorrections(params.id)
  const open = ['submitted', 'correcting', 'reviewing', 'waiting']
  if (data?.state === 'draft') return <Draft of={data} />
  if (data?.state === 'correcting' && refill) return <Refill of={data} formId={refill} onEnd={() => setRefill(null)} />
  return (
    <Page
      title={data?.itemName ?? t('nav.application')}
      back="/services"
      canBeRead={data !== undefined}
      isLoading={!data && !error}
    >
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <>
          <ApplicationFacts of={data} />
          <KeptCorrections of={kept} />
          {data.isMine && data.state === 'correcting' && kept.every(({ state }) => state === 'refused') && (
            <Correct of={data} onRefill={setRefill} />
          )}
          {(data.isMine || may('application.assist')) && <Supply of={data} />}
          {!data.isMine && may('application.read') && <StaffPart of={data} />}
          {data.renewal && <Renewal of={data} renewal={data.renewal} />}
          {data.matter && (
            <>
              {data.isMine && <Slot name="matters:answers" of={data.matter} />}
              {data.isMine && <Slot name="matters:rate" of={data.matter} />}
              {data.isMine && open.includes(data.state) && <Slot name="matters:book" of={data.matter} />}
              <Section title={t('matters:screen.timeline')}>
                <Slot name="matters:timeline" of={data.matter} />
              </Section>
              <Slot name="matters:acts" of={{ matter: data.matter }} />
            </>
          )}
          {data.isMine && open.includes(data.state) && <Withdraw of={data} />}
        </>
      )}
    </Page>
  )
}
