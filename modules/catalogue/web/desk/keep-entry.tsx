/** 字段维护 One field as its steward keeps it: what it is, whose, how private, who may have it; and all that was changed of it. */
import { Button, Field, SelectField, TextField, toast, useSend, useWords } from '@liren/web'
import { UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { consentPurposes, wordOf } from '../../consent.ts'
import { catalogue, type Entry } from '../../contract.ts'
import { entryTypes, ledgers, refreshes, sensitivities, sharingClasses } from '../../dictionary/entry.ts'
import type { EntryDraft } from '../../routes-entries.ts'

const stale = [[catalogue]] as const

const empty: EntryDraft = {
  ...{ ledger: 'person', name: { zh: '', en: '' }, type: 'text', codes: null, owner: '', ownerUnit: null },
  ...{ source: '', sensitivity: 'personal', standard: null, refresh: 'irregular', sharing: 'conditional' },
  ...{ sharingBasis: null, askedBy: [], consent: null, held: 'asked' },
}
const draftOf = ({ key: _, retiredOn: __, held, ...entry }: Entry): EntryDraft => ({
  ...entry,
  ...(held === 'shared' || held === 'asked' ? { held } : {}),
})

/** A code a line: `10 未婚 Single`. */
const linesOf = (codes: EntryDraft['codes']) =>
  Object.entries(codes ?? {})
    .map(([code, { zh, en }]) => `${code} ${zh} ${en}`)
    .join('\n')
const codesIn = (text: string): EntryDraft['codes'] => {
  const rows = text.split('\n').flatMap((line) => {
    const [code, zh, ...en] = line.trim().split(/\s+/)
    return code && zh ? [[code, { zh, en: en.join(' ') || zh }] as const] : []
  })
  return rows.length === 0 ? null : Object.fromEntries(rows)
}

export const KeepEntry = ({ of, onDone }: { readonly of: Entry | null; readonly onDone: () => void }) => {
  const t = useWords('catalogue')
  const [key, setKey] = useState(of?.key ?? 'local.')
  const [draft, setDraft] = useState<EntryDraft>(of ? draftOf(of) : empty)
  const [codes, setCodes] = useState(linesOf(of?.codes ?? null))
  const say = (part: Partial<EntryDraft>) => setDraft({ ...draft, ...part })
  const send = useSend(catalogue, 'keepEntry', {
    stale,
    then: () => {
      toast(t('screen.entry.kept'), 'good')
      onDone()
    },
  })
  const text = (name: 'owner' | 'source', most: number) => (
    <Field
      label={t(`screen.entry.${name}`)}
      value={draft[name]}
      maxLength={most}
      error={send.errors[name]}
      onChange={(event) => say({ [name]: event.target.value })}
    />
  )
  const optional = (name: 'standard' | 'sharingBasis', most: number) => (
    <Field
      label={t(`screen.entry.${name === 'sharingBasis' ? 'basis' : name}`)}
      value={draft[name] ?? ''}
      maxLength={most}
      error={send.errors[name]}
      onChange={(event) => say({ [name]: event.target.value || null })}
    />
  )
  const choose = <T extends string>(
    name: 'ledger' | 'type' | 'sensitivity' | 'refresh' | 'sharing' | 'held',
    some: readonly T[],
    value: string,
  ) => (
    <SelectField
      label={t(`screen.entry.${name}`)}
      value={value}
      error={send.errors[name]}
      choices={some.map((one) => ({ value: one, label: t(`screen.${name}.${one}`) }))}
      onChange={(event) => {
        const chosen = some.find((one) => one === event.target.value)
        if (chosen) say({ [name]: chosen })
      }}
    />
  )
  const words = (language: 'zh' | 'en') => (
    <Field
      label={t(`screen.entry.${language}`)}
      value={draft.name[language]}
      maxLength={language === 'zh' ? 60 : 120}
      error={send.errors[`name.${language}`] ?? (language === 'zh' ? send.errors.name : undefined)}
      onChange={(event) => say({ name: { ...draft.name, [language]: event.target.value } })}
    />
  )
  const isWhole = [key, draft.name.zh, draft.name.en, draft.owner, draft.source].every((one) => one.trim() !== '')
  return (
    <>
      <Field
        label={t('screen.entry.key')}
        hint={t('screen.entry.keyHint')}
        value={key}
        maxLength={80}
        disabled={of !== null}
        error={send.errors.key}
        onChange={(event) => setKey(event.target.value)}
      />
      {words('zh')}
      {words('en')}
      {choose('ledger', ledgers, draft.ledger)}
      {choose('type', entryTypes, draft.type)}
      {draft.type === 'code' && (
        <TextField
          label={t('screen.entry.codes')}
          hint={t('screen.entry.codesHint')}
          rows={5}
          value={codes}
          error={send.errors.codes}
          onChange={(event) => setCodes(event.target.value)}
        />
      )}
      {text('owner', 80)}
      <UnitField
        by="code"
        label={t('screen.entry.ownerUnit')}
        value={draft.ownerUnit ?? ''}
        error={send.errors.ownerUnit}
        onChange={(ownerUnit) => say({ ownerUnit: ownerUnit || null })}
      />
      {text('source', 100)}
      {draft.held !== undefined && choose('held', ['asked', 'shared'] as const, draft.held)}
      {choose('sensitivity', sensitivities, draft.sensitivity)}
      {optional('standard', 120)}
      {choose('refresh', refreshes, draft.refresh)}
      {choose('sharing', sharingClasses, draft.sharing)}
      {draft.sharing === 'none' && optional('sharingBasis', 200)}
      <SelectField
        label={t('screen.entry.consent')}
        placeholder={t('screen.entry.noConsent')}
        value={draft.consent ?? ''}
        error={send.errors.consent}
        choices={consentPurposes.map(({ purpose }) => ({
          value: purpose,
          label: t(`consent.${wordOf(purpose)}.title`),
        }))}
        onChange={(event) => say({ consent: event.target.value || null })}
      />
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() =>
          send.now({
            params: { key: key.trim() },
            body: { ...draft, codes: draft.type === 'code' ? codesIn(codes) : null, askedBy: [...draft.askedBy] },
          })
        }
      >
        {t('screen.entry.keep')}
      </Button>
    </>
  )
}
