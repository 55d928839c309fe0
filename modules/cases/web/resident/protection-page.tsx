/** 求助与保护 Somebody is beaten, threatened or watched at home: numbers first, a quiet report, and a way off this page in one press. */
import {
  ask,
  Button,
  Field,
  Icon,
  Notice,
  Page,
  Section,
  SelectField,
  TextField,
  toastProblem,
  useArea,
  useSession,
  useShellFacts,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { cases } from '../../contract.ts'
import { grouped } from './receipt-page.tsx'
import '../parts/cases.css'

/** What is told of a report that was taken: how to ask about it. */
type Told = { readonly number: string; readonly queryCode: string }

const numbers = ['110', '12338', '12348', '12355', '12356'] as const
const ways = ['any', 'textOnly', 'daytime', 'never'] as const
type Way = (typeof ways)[number]

/** Nothing of this page stays behind: it is replaced in the history by something anybody may have looked at. */
const leave = () => {
  const { pathname } = globalThis.location
  const base = pathname.slice(0, Math.max(0, pathname.indexOf('/cases/')))
  globalThis.location.replace(`${base}/cases/public`)
}

/** Esc leaves at once, for whoever hears steps on the stairs. */
const useEscape = () => {
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') leave()
    }
    globalThis.addEventListener('keydown', onKey)
    return () => globalThis.removeEventListener('keydown', onKey)
  }, [])
}

const Sent = ({ of }: { of: Told }) => {
  const t = useWords('cases')
  return (
    <Section title={t('screen.protect.sent')}>
      <p>{t('screen.protect.sentHint')}</p>
      <p className="receipt-code">
        <span>{of.number}</span> <strong>{grouped(of.queryCode)}</strong>
      </p>
      <p className="field-hint">{t('screen.protect.codeHint')}</p>
    </Section>
  )
}

const QuietReport = ({ onSent }: { onSent: (receipt: Told) => void }) => {
  const t = useWords('cases')
  const isGuest = useSession().kind === 'guest'
  const { code, areas } = useArea()
  const { area: district } = useShellFacts()
  const [text, setText] = useState('')
  const [address, setAddress] = useState('')
  const [phone, setPhone] = useState('')
  const [way, setWay] = useState<Way>('textOnly')
  const [areaCode, setArea] = useState(code ?? '')
  const [isSending, setSending] = useState(false)
  // Pressed again after a lost answer, it is the same report.
  const [id] = useState(() => crypto.randomUUID())
  const communities = areas.filter(({ level }) => level === 'community')
  const send = async () => {
    setSending(true)
    try {
      // Straight to the server: no draft, no outbox, nothing of it among «my matters».
      const receipt = await ask(cases, 'report', {
        body: {
          id,
          text: [t('screen.protect.marked'), text.trim(), phone ? t(`screen.protect.wayNote.${way}`) : '']
            .filter(Boolean)
            .join('\n'),
          areaCode: areaCode || district || '',
          ...(address.trim() ? { address: address.trim() } : {}),
          ...(phone.trim() ? { contact: { phone: phone.trim() } } : {}),
          isPublic: false,
          isAnonymous: !isGuest,
        },
      })
      onSent(receipt)
    } catch (thrown) {
      toastProblem(thrown)
      setSending(false)
    }
  }
  return (
    <Section title={t('screen.protect.quiet')}>
      <p>{t('screen.protect.quietHint')}</p>
      <TextField
        label={t('screen.protect.text')}
        rows={3}
        maxLength={1500}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {communities.length > 0 && (
        <SelectField
          label={t('screen.protect.community')}
          placeholder={t('screen.protect.choose')}
          value={areaCode}
          choices={communities.map((one) => ({ value: one.code, label: one.name }))}
          onChange={(event) => setArea(event.target.value)}
        />
      )}
      <Field
        label={t('screen.protect.address')}
        isOptional
        maxLength={120}
        autoComplete="off"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      <Field
        label={t('screen.protect.phone')}
        hint={t(isGuest ? 'screen.protect.phoneDue' : 'screen.protect.phoneHint')}
        isOptional={!isGuest}
        type="tel"
        inputMode="tel"
        maxLength={20}
        autoComplete="off"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      {phone.trim() !== '' && (
        <SelectField
          label={t('screen.protect.way')}
          value={way}
          choices={ways.map((value) => ({ value, label: t(`screen.protect.ways.${value}`) }))}
          onChange={(event) => setWay(ways.find((one) => one === event.target.value) ?? 'textOnly')}
        />
      )}
      <Button
        tone="main"
        isWide
        isBusy={isSending}
        disabled={text.trim() === '' || (isGuest && phone.trim() === '') || (communities.length > 0 && areaCode === '')}
        onClick={() => void send()}
      >
        {t('screen.protect.send')}
      </Button>
    </Section>
  )
}

export default function ProtectionPage() {
  const t = useWords('cases')
  const [receipt, setTold] = useState<Told | null>(null)
  useEscape()
  return (
    <Page
      title={t('nav.protection')}
      // Tabs and histories are looked at by others: they say something harmless.
      plainTitle={t('nav.public')}
      action={
        <Button tone="urgent" isWide onClick={leave}>
          {t('screen.protect.leave')}
        </Button>
      }
    >
      <Notice>{t('screen.protect.leaveHint')}</Notice>
      <Section title={t('screen.protect.now')}>
        <ul className="list">
          {numbers.map((number) => (
            <li key={number}>
              <a className="row" href={`tel:${number}`}>
                <span className="row-main">
                  <span className="row-title">
                    <Icon name="phone" size={18} /> {number}
                  </span>
                  <span className="row-note">{t(`screen.protect.numbers.${number}`)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </Section>
      {receipt ? <Sent of={receipt} /> : <QuietReport onSent={setTold} />}
      <Section title={t('screen.protect.rights')}>
        <ul className="sentences">
          {(['order', 'shelter', 'warning', 'child', 'evidence'] as const).map((one) => (
            <li key={one}>{t(`screen.protect.right.${one}`)}</li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
