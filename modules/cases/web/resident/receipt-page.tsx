/** The receipt of a report: on its way, refused with a way to mend it, or received with number, query code and what comes next. */
import {
  Button,
  ButtonLink,
  discard,
  Empty,
  Icon,
  isKiosk,
  keepDraft,
  Notice,
  online,
  Page,
  type Send,
  Skeleton,
  toast,
  tryAgain,
  useCell,
  useGo,
  useOutbox,
  useTimes,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { reportDraft } from '../parts/report-form.ts'
import { SafetyAdvice } from '../parts/safety-advice.tsx'
import type { KeptReport, Receipt } from '../send-report.ts'
import '../parts/cases.css'

const OnItsWay = ({ send }: { send: Send }) => {
  const t = useWords('cases')
  const isOnline = useCell(online)
  const isSending = send.state === 'sending'
  return (
    <div className="receipt">
      <Icon name={isSending ? 'upload' : 'clock'} size={48} />
      <p className="receipt-title" role="status">
        {t(isSending ? 'screen.receipt.sending' : 'screen.receipt.kept')}
      </p>
      <p>
        {t(
          isSending
            ? 'screen.receipt.sendingHint'
            : isOnline
              ? 'screen.receipt.keptHint'
              : 'screen.receipt.offlineHint',
        )}
      </p>
      {!isSending && (
        <Button icon="refresh" onClick={() => void tryAgain(send.id)}>
          {t('screen.receipt.tryNow')}
        </Button>
      )}
    </div>
  )
}

/** Puts a refused report back on the form, with everything that was written. */
export const useMend = () => {
  const go = useGo()
  return async (send: Send) => {
    // Kept by the report page itself.
    const { form } = send.payload as KeptReport
    await keepDraft(reportDraft, form)
    await discard(send.id)
    go('/cases/report', { replace: true })
  }
}

const NotTaken = ({ send }: { send: Send }) => {
  const t = useWords('cases')
  const mend = useMend()
  return (
    <div className="receipt receipt-refused">
      <Icon name="warning" size={48} />
      <p className="receipt-title" role="alert">
        {t('screen.receipt.refused')}
      </p>
      <p>{send.why ?? t('screen.receipt.refusedHint')}</p>
      <Button tone="main" onClick={() => void mend(send)}>
        {t('screen.receipt.mend')}
      </Button>
    </div>
  )
}

/** The query code in groups of five: read out, written down, typed again. */
export const grouped = (code: string) => code.replace(/(.{5})(?=.)/g, '$1 ')

const Keep = ({ of }: { of: Receipt }) => {
  const t = useWords('cases')
  const text = t('screen.receipt.note', { number: of.number, code: of.queryCode })
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [text])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast(t('screen.receipt.copied'), 'good')
    } catch {
      toast(t('screen.receipt.notCopied'), 'bad')
    }
  }
  // Nobody takes a file away from a kiosk: what is taken along is paper.
  if (isKiosk())
    return (
      <p className="receipt-keep not-printed">
        <Button tone="main" icon="print" isWide onClick={() => globalThis.print()}>
          {t('screen.receipt.print')}
        </Button>
      </p>
    )
  return (
    <p className="receipt-keep not-printed">
      <Button icon="document" onClick={() => void copy()}>
        {t('screen.receipt.copy')}
      </Button>
      <a className="button button-plain" href={address} download={`${of.number}.txt`}>
        <Icon name="download" size={20} />
        <span>{t('screen.receipt.save')}</span>
      </a>
    </p>
  )
}

const Received = ({ of }: { of: Receipt }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  return (
    <>
      <div className="receipt receipt-good">
        <Icon name="check" size={48} />
        <p className="receipt-title" role="status">
          {t('screen.receipt.received')}
        </p>
        <p>{of.dueAt ? t('screen.receipt.nextBy', { when: when(of.dueAt) }) : t('screen.receipt.next')}</p>
      </div>
      <SafetyAdvice of={of.advice} />
      <dl className="receipt-codes">
        <div>
          <dt>{t('screen.number')}</dt>
          <dd>{of.number}</dd>
        </div>
        <div>
          <dt>{t('screen.queryCode')}</dt>
          <dd>{grouped(of.queryCode)}</dd>
        </div>
      </dl>
      {of.isByCode && <Notice tone="soon">{t('screen.receipt.onlyCode')}</Notice>}
      <Keep of={of} />
      <ol className="receipt-way">
        {(['accept', 'handle', 'rate'] as const).map((step) => (
          <li key={step}>{t(`screen.receipt.way.${step}`)}</li>
        ))}
      </ol>
    </>
  )
}

export default function ReceiptPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const sends = useOutbox('cases.report')
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    // The outbox is read from this browser's storage a moment after the page is drawn.
    const timer = setTimeout(() => setLate(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  const send = sends.find(({ id }) => id === params.id)
  // What the sender of this module gave back.
  const receipt = send?.state === 'sent' ? (send.reply as Receipt) : null
  return (
    <Page
      title={t('nav.receipt')}
      canBeRead={receipt !== null}
      {...(receipt && {
        action: (
          <>
            <ButtonLink to="/cases/report">{t('screen.receipt.another')}</ButtonLink>
            <ButtonLink
              tone="main"
              to={receipt.isByCode ? `/matters/progress?number=${receipt.number}` : `/cases/${receipt.id}`}
            >
              {t('screen.receipt.follow')}
            </ButtonLink>
          </>
        ),
      })}
    >
      {!send &&
        (isLate ? (
          <Empty
            icon="document"
            title={t('screen.receipt.gone')}
            hint={t('screen.receipt.goneHint')}
            action={<ButtonLink to="/matters/progress">{t('screen.receipt.follow')}</ButtonLink>}
          />
        ) : (
          <Skeleton />
        ))}
      {(send?.state === 'waiting' || send?.state === 'sending') && <OnItsWay send={send} />}
      {send?.state === 'refused' && <NotTaken send={send} />}
      {receipt && <Received of={receipt} />}
    </Page>
  )
}
