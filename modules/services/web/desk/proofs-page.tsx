/** 无证明清单 Proofs nobody is asked for any more, kept by those in charge: what took the place of each, and which remain and why. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Chip,
  Failed,
  Field,
  SelectField,
  Skeleton,
  Switch,
  TextField,
  toast,
  todayOn,
  useAsk,
  useSend,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'

type Proof = Reply<RouteOf<typeof services, 'proofs'>>['items'][number]
const replacements = ['licence', 'data', 'declaration', 'dropped'] as const

const Keep = ({ of, onDone }: { of: Proof; onDone: () => void }) => {
  const t = useWords('services')
  const [proof, setProof] = useState(of)
  const send = useSend(services, 'keepProof', {
    then: () => {
      toast(t('edit.kept'), 'good')
      onDone()
    },
  })
  const { id, ...body } = proof
  return (
    <>
      <Field
        label={t('edit.proofName')}
        value={proof.name}
        maxLength={80}
        error={send.errors.name}
        onChange={(event) => setProof({ ...proof, name: event.target.value })}
      />
      <Switch label={t('edit.proofKept')} value={proof.isKept} onChange={(isKept) => setProof({ ...proof, isKept })} />
      <SelectField
        label={t('edit.replacedBy')}
        value={proof.replacedBy}
        choices={replacements.map((value) => ({ value, label: t(`replaced.${value}`) }))}
        onChange={(event) =>
          setProof({ ...proof, replacedBy: replacements.find((one) => one === event.target.value) ?? 'dropped' })
        }
      />
      <TextField
        label={t('edit.note')}
        value={proof.note}
        maxLength={300}
        error={send.errors.note}
        onChange={(event) => setProof({ ...proof, note: event.target.value })}
      />
      <Field
        label={t('screen.basis')}
        value={proof.basis}
        maxLength={300}
        error={send.errors.basis}
        onChange={(event) => setProof({ ...proof, basis: event.target.value })}
      />
      <Field
        label={t('edit.abolishedOn')}
        type="date"
        value={proof.abolishedOn}
        error={send.errors.abolishedOn}
        onChange={(event) => setProof({ ...proof, abolishedOn: event.target.value })}
      />
      <Button
        tone="main"
        disabled={proof.name.trim() === '' || proof.note.trim() === '' || proof.basis.trim() === ''}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id }, body })}
      >
        {t('edit.keepProof')}
      </Button>
    </>
  )
}

const fresh = (): Proof => ({
  id: crypto.randomUUID(),
  name: '',
  replacedBy: 'data',
  note: '',
  basis: '',
  isKept: false,
  abolishedOn: todayOn(),
})

export default function ProofsPage() {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'proofs')
  const [open, setOpen] = useState<Proof | null>(null)
  return (
    <DeskPage
      title={t('nav.proofs')}
      hint={t('screen.proofsHint')}
      tools={
        <Button tone="main" onClick={() => setOpen(fresh())}>
          {t('edit.addProof')}
        </Button>
      }
    >
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <Panel>
          <Rows
            rows={data.items}
            label={t('nav.proofs')}
            columns={[
              { key: 'name', title: t('edit.proofName'), cell: (row) => row.name },
              { key: 'by', title: t('edit.replacedBy'), width: 160, cell: (row) => t(`replaced.${row.replacedBy}`) },
              { key: 'note', title: t('edit.note'), cell: (row) => row.note },
              { key: 'basis', title: t('screen.basis'), cell: (row) => row.basis },
              {
                key: 'kept',
                title: t('screen.state'),
                width: 110,
                cell: (row) => (
                  <Chip tone={row.isKept ? 'soon' : 'done'}>
                    {t(row.isKept ? 'screen.proofKept' : 'screen.proofGone')}
                  </Chip>
                ),
              },
            ]}
            onOpen={setOpen}
          />
        </Panel>
      )}
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.name || t('edit.addProof')}>
        {open && <Keep key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
