/** 数源端口登记 One port as its steward sets it up: whose, what it answers, by what somebody is named to it, how often it may be asked. */
import type { Static } from '@liren/contract'
import { Button, Field, SelectField, toast, useSend, useWords } from '@liren/web'
import { UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type OwnerPort } from '../../contract.ts'
import { type OwnerPortDraft, portKinds } from '../../owner-port.ts'
import { EntryField } from './entry-field.tsx'
import { FreshSecret } from './fresh-secret.tsx'
import { AddressField, BasisField, CodeField, IdentifiesByField } from './line-fields.tsx'

export type Port = Static<typeof OwnerPort>
type Draft = Static<typeof OwnerPortDraft>
const stale = [[catalogue]] as const

const empty: Draft = {
  ...{ name: '', kind: 'query', ownerUnit: '', about: 'person', keys: [], url: 'https://' },
  ...{ identifiesBy: 'hash', basis: '', perMinute: 60, answerWithinMs: 1500 },
}
const draftOf = ({ name, kind, ownerUnit, about, keys, url, identifiesBy, basis, ...rest }: Port): Draft => ({
  ...{ name, kind, ownerUnit, about, keys: [...keys], url, identifiesBy, basis },
  ...{ perMinute: rest.perMinute, answerWithinMs: rest.answerWithinMs },
})

export const KeepPort = ({ of, onDone }: { readonly of: Port | null; readonly onDone: () => void }) => {
  const t = useWords('catalogue')
  const [code, setCode] = useState(of?.code ?? '')
  const [draft, setDraft] = useState<Draft>(of ? draftOf(of) : empty)
  const say = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const send = useSend(catalogue, 'keepOwnerPort', {
    stale,
    then: () => {
      toast(t('screen.ports.kept'), 'good')
      onDone()
    },
  })
  const wrongKey = Object.entries(send.errors).find(([field]) => field.startsWith('keys'))?.[1]
  const number = (key: 'perMinute' | 'answerWithinMs') => (
    <Field
      label={t(`screen.ports.${key}`)}
      type="number"
      value={String(draft[key])}
      error={send.errors[key]}
      onChange={(event) => say({ [key]: Number(event.target.value) })}
    />
  )
  const isWhole =
    [code, draft.name, draft.ownerUnit, draft.basis].every((one) => one.trim() !== '') && draft.keys.length > 0
  return (
    <>
      <CodeField value={code} isKept={of !== null} error={send.errors.code} onChange={setCode} />
      <Field
        label={t('screen.ports.name')}
        value={draft.name}
        maxLength={80}
        error={send.errors.name}
        onChange={(event) => say({ name: event.target.value })}
      />
      <UnitField
        by="code"
        label={t('screen.entry.owner')}
        value={draft.ownerUnit}
        error={send.errors.ownerUnit}
        onChange={(ownerUnit) => say({ ownerUnit })}
      />
      <SelectField
        label={t('screen.ports.kind')}
        hint={t(`screen.ports.kindHint.${draft.kind}`)}
        value={draft.kind}
        choices={portKinds.map((value) => ({ value, label: t(`screen.ports.kinds.${value}`) }))}
        onChange={(event) => say({ kind: portKinds.find((one) => one === event.target.value) ?? draft.kind })}
      />
      <SelectField
        label={t('screen.ports.about')}
        value={draft.about}
        choices={(['person', 'enterprise'] as const).map((value) => ({ value, label: t(`subject.${value}`) }))}
        onChange={(event) => say({ about: event.target.value === 'enterprise' ? 'enterprise' : 'person' })}
      />
      <EntryField
        label={t('screen.ports.keys')}
        value={draft.keys}
        error={wrongKey}
        onChange={(keys) => say({ keys: [...keys] })}
      />
      <AddressField value={draft.url} error={send.errors.url} onChange={(url) => say({ url })} />
      {draft.kind !== 'redirect' && draft.about === 'person' && (
        <IdentifiesByField
          value={draft.identifiesBy}
          error={send.errors.identifiesBy}
          onChange={(identifiesBy) => say({ identifiesBy })}
        />
      )}
      <BasisField value={draft.basis} error={send.errors.basis} onChange={(basis) => say({ basis })} />
      {draft.kind !== 'redirect' && (
        <>
          {number('perMinute')}
          {number('answerWithinMs')}
        </>
      )}
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { code: code.trim() }, body: draft })}
      >
        {t('screen.ports.keep')}
      </Button>
      {of && of.kind !== 'redirect' && <FreshSecret route="newOwnerPortSecret" code={of.code} />}
    </>
  )
}
