/** 待核实 Only what changed, is old or disagrees. The value is shown after saying why; one tap says whether it is still so. */

import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Chip,
  Empty,
  Facts,
  List,
  Notice,
  Page,
  Row,
  Sheet,
  TextField,
  toast,
  useArea,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'

type Exception = Reply<RouteOf<typeof catalogue, 'listExceptions'>>['items'][number]

const OneSheet = ({ one, close }: { one: Exception; close: () => void }) => {
  const t = useWords()
  const { day, list } = useTimes()
  const [reason, setReason] = useState(t('screen.exception.usualReason'))
  const [shown, setShown] = useState<string | null>(null)
  const subject = { subjectKind: one.subjectKind, subjectId: one.subjectId }
  const look = useSend(catalogue, 'revealValues', {
    then: ({ items }) => setShown(items[0]?.text ?? t('screen.exception.nothing')),
  })
  const check = useSend(catalogue, 'checkException', {
    stale: [[catalogue, 'listExceptions']],
    then: () => {
      toast(t('screen.exception.checked'), 'good')
      close()
    },
  })
  const say = (finding: 'same' | 'different') => check.now({ body: { ...subject, key: one.key, finding } })
  return (
    <Sheet
      isOpen
      onClose={close}
      title={`${one.displayName} · ${one.name}`}
      action={
        <div className="button-row">
          <Button tone="main" isBusy={check.isSending} onClick={() => say('same')}>
            {t('screen.exception.same')}
          </Button>
          <Button isBusy={check.isSending} onClick={() => say('different')}>
            {t('screen.exception.different')}
          </Button>
        </div>
      }
    >
      <Facts
        of={[
          [t('screen.exception.why'), list(one.why.map((why) => t(`screen.exception.${why}`)))],
          one.changedBy !== null && [t('screen.exception.changedBy'), t(`screen.exception.event.${one.changedBy}`)],
          [t('screen.exception.sources'), list(one.sources)],
          [t('screen.exception.verifiedAt'), one.verifiedAt ? day(one.verifiedAt) : '—'],
          shown !== null && [one.name, shown],
        ]}
      />
      {shown === null && (
        <>
          <Notice tone="soon">{t('screen.exception.recorded')}</Notice>
          <TextField
            label={t('screen.exception.reason')}
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            icon="eye"
            isBusy={look.isSending}
            disabled={reason.trim().length < 2}
            onClick={() => look.now({ body: { ...subject, keys: [one.key], reason: reason.trim() } })}
          >
            {t('screen.exception.look')}
          </Button>
        </>
      )}
    </Sheet>
  )
}

export default function ExceptionsPage() {
  const t = useWords()
  const { code } = useArea()
  const { since, list } = useTimes()
  const [open, setOpen] = useState<Exception | null>(null)
  const pages = usePages(catalogue, 'listExceptions', { query: code ? { area: code } : {} })
  return (
    <Page title={t('nav.exceptions')} back="/">
      <p>{t('screen.exception.hint')}</p>
      <List
        {...pages}
        keyOf={({ subjectId, key }) => `${subjectId} ${key}`}
        empty={<Empty icon="check" title={t('screen.exception.none')} hint={t('screen.exception.noneHint')} />}
      >
        {(one) => (
          <Row
            title={`${one.displayName} · ${one.name}`}
            note={[list(one.sources), one.verifiedAt && t('screen.exception.since', { when: since(one.verifiedAt) })]
              .filter(Boolean)
              .join(' · ')}
            after={one.why.map((why) => (
              <Chip key={why} tone={why === 'conflicting' ? 'soon' : 'plain'}>
                {t(`screen.exception.${why}`)}
              </Chip>
            ))}
            onClick={() => setOpen(one)}
          />
        )}
      </List>
      {open && <OneSheet key={`${open.subjectId} ${open.key}`} one={open} close={() => setOpen(null)} />}
    </Page>
  )
}
