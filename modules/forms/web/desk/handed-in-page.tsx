/** Forms handed in within reach. What is in one is read for a stated reason, and the person sees that it was. */
import { Button, Empty, Field, Notice, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { forms } from '../../contract.ts'
import { AnswersList } from '../parts/answers-list.tsx'

const Reading = ({ id }: { id: string }) => {
  const t = useWords('forms')
  const [reason, setReason] = useState('')
  const read = useSend(forms, 'inspect', { stale: [] })
  if (read.reply) return <AnswersList of={read.reply} />
  return (
    <div className="detail">
      <Notice tone="soon">{t('screen.willBeRecorded')}</Notice>
      <Field
        label={t('screen.whyLook')}
        value={reason}
        maxLength={200}
        error={read.errors.reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        tone="main"
        disabled={reason.trim().length < 2}
        isBusy={read.isSending}
        onClick={() => read.now({ params: { id }, body: { reason: reason.trim() } })}
      >
        {t('screen.look')}
      </Button>
    </div>
  )
}

export default function HandedInPage() {
  const t = useWords('forms')
  const { when } = useTimes()
  const [open, setOpen] = useState<{ id: string; title: string } | null>(null)
  return (
    <DeskPage title={t('nav.handedIn')} hint={t('screen.handedInHint')}>
      <ListTable
        contract={forms}
        route="listSubmissions"
        input={{ query: {} }}
        empty={<Empty icon="inbox" title={t('screen.noneHandedIn')} hint={t('screen.noneHandedInHint')} />}
        onOpen={(row) => setOpen({ id: row.id, title: `${row.title} ${row.number ?? ''}` })}
        columns={[
          { key: 'number', title: t('screen.number'), cell: (row) => row.number },
          { key: 'title', title: t('screen.form'), isHead: true, cell: (row) => row.title },
          { key: 'channel', title: t('screen.channelTitle'), cell: (row) => t(`screen.channel.${row.channel}`) },
          {
            key: 'typed',
            title: t('screen.typedTitle'),
            isNumber: true,
            cell: (row) => t('screen.of', { some: row.typed ?? 0, all: row.baselineFields ?? '—' }),
          },
          { key: 'at', title: t('screen.handedInAt'), cell: (row) => (row.submittedAt ? when(row.submittedAt) : '—') },
        ]}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.title ?? ''}>
        {open && <Reading key={open.id} id={open.id} />}
      </Detail>
    </DeskPage>
  )
}
