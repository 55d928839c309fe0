/** 外送系统登记 One system that is told of changes: whose, of which area, of what, with which fields; of a sheet its headings. */
import type { Static } from '@liren/contract'
import { Button, Field, SelectField, Switch, TextField, toast, useOwnArea, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Subscriber } from '../../contract.ts'
import { outgoingKinds, outgoingWays, type SubscriberDraft } from '../../outgoing.ts'
import { EntryField } from './entry-field.tsx'
import { FreshSecret } from './fresh-secret.tsx'
import { AddressField, BasisField, CodeField, IdentifiesByField } from './line-fields.tsx'

export type System = Static<typeof Subscriber>
type Draft = Static<typeof SubscriberDraft>
const stale = [[catalogue]] as const

const empty = (area: string): Draft => ({
  ...{ name: '', ownerUnit: '', way: 'push', url: 'https://', kinds: ['moved', 'died', 'value'], keys: [], area },
  ...{ identifiesBy: 'hash', tellsAs: null, basis: '', columns: [] },
})
const draftOf = ({
  name,
  ownerUnit,
  way,
  url,
  kinds,
  keys,
  area,
  identifiesBy,
  tellsAs,
  basis,
  columns,
}: System): Draft => ({
  ...{ name, ownerUnit, way, url, kinds: [...kinds], keys: [...keys], area, identifiesBy, tellsAs, basis },
  columns: [...columns],
})

/** A column a line: `婚姻状况 = share.marriage.state`. */
const linesOf = (columns: Draft['columns']) => columns.map(({ heading, of }) => `${heading} = ${of}`).join('\n')
const columnsIn = (text: string): Draft['columns'] =>
  text.split('\n').flatMap((line) => {
    const [heading, of] = line.split('=').map((part) => part.trim())
    return heading && of ? [{ heading, of }] : []
  })

export const KeepSubscriber = ({ of, onDone }: { readonly of: System | null; readonly onDone: () => void }) => {
  const t = useWords('catalogue')
  const own = useOwnArea()
  const [code, setCode] = useState(of?.code ?? '')
  const [draft, setDraft] = useState<Draft>(of ? draftOf(of) : empty(own.code ?? ''))
  const [columns, setColumns] = useState(of ? linesOf(of.columns) : '')
  const say = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const send = useSend(catalogue, 'keepSubscriber', {
    stale,
    then: () => {
      toast(t('screen.ports.kept'), 'good')
      onDone()
    },
  })
  const wrong = (part: string) => Object.entries(send.errors).find(([field]) => field.startsWith(part))?.[1]
  const isWhole =
    [code, draft.name, draft.ownerUnit, draft.basis, draft.area].every((one) => one.trim() !== '') &&
    draft.kinds.length > 0
  return (
    <>
      <CodeField value={code} isKept={of !== null} error={send.errors.code} onChange={setCode} />
      <Field
        label={t('screen.outgoing.name')}
        value={draft.name}
        maxLength={80}
        error={send.errors.name}
        onChange={(event) => say({ name: event.target.value })}
      />
      <UnitField
        by="code"
        label={t('screen.outgoing.unit')}
        value={draft.ownerUnit}
        error={send.errors.ownerUnit}
        onChange={(ownerUnit) => say({ ownerUnit })}
      />
      <AreaField
        label={t('screen.system.areaCode')}
        value={draft.area}
        error={send.errors.area}
        onChange={(area) => say({ area })}
      />
      <SelectField
        label={t('screen.outgoing.way')}
        value={draft.way}
        choices={outgoingWays.map((value) => ({ value, label: t(`screen.outgoing.ways.${value}`) }))}
        onChange={(event) =>
          say(
            event.target.value === 'file' ? { way: 'file', url: null } : { way: 'push', url: draft.url ?? 'https://' },
          )
        }
      />
      {draft.way === 'push' && (
        <>
          <AddressField value={draft.url ?? ''} error={send.errors.url} onChange={(url) => say({ url })} />
          <IdentifiesByField
            value={draft.identifiesBy}
            error={send.errors.identifiesBy}
            onChange={(identifiesBy) => say({ identifiesBy })}
          />
        </>
      )}
      <fieldset>
        <legend>{t('screen.outgoing.hears')}</legend>
        {outgoingKinds.map((kind) => (
          <Switch
            key={kind}
            label={t(`screen.outgoing.kinds.${kind}`)}
            value={draft.kinds.includes(kind)}
            onChange={(isOn) =>
              say({ kinds: isOn ? [...draft.kinds, kind] : draft.kinds.filter((one) => one !== kind) })
            }
          />
        ))}
      </fieldset>
      <EntryField
        label={t('screen.outgoing.keys')}
        value={draft.keys}
        most={30}
        error={wrong('keys')}
        onChange={(keys) => say({ keys: [...keys] })}
      />
      {draft.way === 'file' && (
        <TextField
          label={t('screen.outgoing.columns')}
          hint={t('screen.outgoing.columnsHint')}
          rows={6}
          value={columns}
          error={wrong('columns')}
          onChange={(event) => setColumns(event.target.value)}
        />
      )}
      <Field
        label={t('screen.outgoing.tellsAs')}
        hint={t('screen.outgoing.tellsAsHint')}
        value={draft.tellsAs ?? ''}
        maxLength={100}
        error={send.errors.tellsAs}
        onChange={(event) => say({ tellsAs: event.target.value || null })}
      />
      <BasisField value={draft.basis} error={send.errors.basis} onChange={(basis) => say({ basis })} />
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() =>
          send.now({
            params: { code: code.trim() },
            body: { ...draft, columns: draft.way === 'file' ? columnsIn(columns) : [] },
          })
        }
      >
        {t('screen.ports.keep')}
      </Button>
      {of?.way === 'push' && <FreshSecret route="newSubscriberSecret" code={of.code} />}
    </>
  )
}
