/** What was unforeseen, and the kind it gets afterwards. */
import { Photos } from '@liren/files/web/photos.tsx'
import { Button, Field, toast, useSend, useTimes, useWords } from '@liren/web'
import { Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type Happening, patrol } from '../../contract.ts'
import { PassOn } from '../pass-on.tsx'

const Classify = ({ of, onDone }: { of: Happening; onDone: () => void }) => {
  const t = useWords('patrol')
  const { when } = useTimes()
  const [kind, setKind] = useState(of.kind ?? '')
  const send = useSend(patrol, 'classify', {
    stale: [[patrol]],
    then: () => {
      toast(t('screen.classified'), 'good')
      onDone()
    },
  })
  return (
    <div className="patrol-form">
      <p>{of.text}</p>
      <Photos of={of.photos} label={t('screen.photos')} />
      {of.team && <p className="patrol-note">{t('web:says', { what: t('screen.team'), text: of.team })}</p>}
      {of.steps.map((step) => (
        <p key={step.id} className="patrol-note">
          {when(step.at)} {t('web:says', { what: step.byName, text: step.text })}
        </p>
      ))}
      <PassOn of={of} onDone={onDone} />
      <Field
        label={t('screen.kindOfHappening')}
        maxLength={40}
        value={kind}
        error={send.errors.kind}
        onChange={(event) => setKind(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={send.isSending}
        disabled={kind.trim() === ''}
        onClick={() => send.now({ params: { id: of.id }, body: { kind } })}
      >
        {t('screen.classify')}
      </Button>
    </div>
  )
}

export const HappeningsPart = ({ area }: { area: string | null }) => {
  const t = useWords('patrol')
  const { when } = useTimes()
  const [open, setOpen] = useState<Happening | null>(null)
  return (
    <>
      <ListTable
        contract={patrol}
        route="happenings"
        input={{ query: { ...(area ? { area } : {}) } }}
        columns={[
          { key: 'at', title: t('screen.day'), width: 150, cell: (row) => when(row.happenedAt) },
          { key: 'text', title: t('screen.happeningText'), cell: (row) => row.text },
          {
            key: 'kind',
            title: t('screen.kindOfHappening'),
            width: 140,
            cell: (row) => row.kind ?? t('screen.unsorted'),
          },
          {
            key: 'case',
            title: t('screen.itsCase'),
            width: 160,
            cell: (row) => <PassOn of={row} />,
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('nav.happening')}>
        {open && <Classify key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}
