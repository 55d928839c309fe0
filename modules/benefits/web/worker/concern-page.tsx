/** A concern for somebody's safety: said in a minute, left in a tap, kept nowhere on the telephone. */
import { Button, Notice, Page, Segments, Switch, TextField, useOwnArea, useSend, useWords } from '@liren/web'
import { useMemo, useState } from 'react'
import { benefits } from '../../contract.ts'
import '../benefits.css'

const kinds = ['violence', 'childHarm'] as const

/** Away at once, and this page is not in the way back. */
const leave = () => window.location.replace('/worker')

export default function ConcernPage() {
  const t = useWords('benefits')
  const { code } = useOwnArea()
  const id = useMemo(() => crypto.randomUUID(), [])
  const [kind, setKind] = useState<(typeof kinds)[number]>('violence')
  const [isMinor, setMinor] = useState(false)
  const [lacksCapacity, setLacking] = useState(false)
  const [words, setWords] = useState('')
  const send = useSend(benefits, 'raise', { then: () => setWords('') })
  const mustReport = isMinor || lacksCapacity || kind === 'childHarm'
  return (
    <Page
      title={t('screen.raise')}
      back="/benefits"
      action={
        send.reply ? (
          <Button tone="main" isWide onClick={leave}>
            {t('screen.quickExit')}
          </Button>
        ) : (
          <Button
            tone="urgent"
            isWide
            isBusy={send.isSending}
            disabled={words.trim().length < 2 || code === null || code === undefined}
            onClick={() =>
              code && send.now({ body: { id, area: code, kind, isMinor, lacksCapacity, words: words.trim() } })
            }
          >
            {t('screen.send')}
          </Button>
        )
      }
    >
      <div className="benefit-form">
        <div className="benefit-exit">
          <Button icon="leave" isWide onClick={leave}>
            {t('screen.quickExit')}
          </Button>
        </div>
        <Notice tone="overdue">{t('screen.emergency')}</Notice>
        {send.reply ? (
          <>
            <Notice tone="good">{t('screen.raised', { number: send.reply.number })}</Notice>
            {send.reply.mustReport && <Notice tone="soon">{t('screen.mustReport')}</Notice>}
          </>
        ) : (
          <>
            <p className="benefit-note">{t('screen.raiseLead')}</p>
            <Segments
              label={t('screen.kind')}
              value={kind}
              onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'violence')}
              choices={kinds.map((value) => ({ value, label: t(`concernKind.${value}`) }))}
            />
            {kind === 'violence' && <Switch label={t('screen.isMinor')} value={isMinor} onChange={setMinor} />}
            <Switch label={t('screen.lacksCapacity')} value={lacksCapacity} onChange={setLacking} />
            {mustReport && <Notice tone="soon">{t('screen.mustReport')}</Notice>}
            <TextField
              label={t('screen.words')}
              maxLength={1000}
              value={words}
              error={send.errors.words}
              onChange={(event) => setWords(event.target.value)}
            />
          </>
        )}
      </div>
    </Page>
  )
}
