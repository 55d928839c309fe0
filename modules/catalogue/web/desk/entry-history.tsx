/** 维护记录 Who changed what of a field; and giving it up, or taking it back. */
import {
  Button,
  Facts,
  List,
  Section,
  TextField,
  toast,
  useMay,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { catalogue, type Entry } from '../../contract.ts'

const said = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value)

export const EntryHistory = ({ of }: { readonly of: Entry }) => {
  const t = useWords('catalogue')
  const { when } = useTimes()
  const changes = usePages(catalogue, 'listEntryChanges', { params: { key: of.key }, query: {} })
  if (changes.items.length === 0 && !changes.error) return null
  return (
    <Section title={t('screen.entry.history')}>
      <List {...changes} keyOf={({ id }) => id} empty={null}>
        {(one) => (
          <Facts
            of={[
              [when(one.at), t('web:noted', { what: t(`screen.entry.act.${one.act}`), note: one.byName })],
              one.note !== null && [t('screen.entry.why'), one.note],
              // Of a new field everything is new.
              ...(one.act === 'added' ? [] : one.changes).map(
                ({ field, before, after }) => [t(`screen.entry.${field}`), `${said(before)} → ${said(after)}`] as const,
              ),
            ]}
          />
        )}
      </List>
    </Section>
  )
}

export const RetireEntry = ({ of }: { readonly of: Entry }) => {
  const t = useWords('catalogue')
  const may = useMay()('entry.change')
  const [note, setNote] = useState('')
  const isRetired = of.retiredOn !== undefined
  const send = useSend(catalogue, isRetired ? 'restoreEntry' : 'retireEntry', {
    stale: [[catalogue]],
    then: () => {
      toast(t(isRetired ? 'screen.entry.restored' : 'screen.entry.retired'), 'good')
      setNote('')
    },
  })
  if (!may || of.held === 'register' || of.held === 'derived') return null
  return (
    <Section title={t(isRetired ? 'screen.entry.restore' : 'screen.entry.retire')}>
      <TextField
        label={t('screen.entry.why')}
        rows={2}
        value={note}
        maxLength={300}
        error={send.errors.key ?? send.errors.note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        isBusy={send.isSending}
        disabled={note.trim().length < 2}
        onClick={() => send.now({ params: { key: of.key }, body: { note: note.trim() } })}
      >
        {t(isRetired ? 'screen.entry.restore' : 'screen.entry.retire')}
      </Button>
    </Section>
  )
}
