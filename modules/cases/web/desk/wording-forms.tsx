/** One channel, and one group of safety words, as the district writes them. */
import { Button, Confirm, Field, SelectField, Switch, TextField, toast, useSend, useWords } from '@liren/web'
import { CategoriesField, Detail } from '@liren/web/desk'
import { Select } from 'antd'
import { useState } from 'react'
import {
  cases,
  type SafetyWritten,
  type SourceWritten,
  sourceRoles,
  sourceStarts,
  type Wording,
} from '../../contract.ts'
import { Labelled } from './choosers.tsx'

/** One a line, empty ones left out. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

const callers = ['gridWorker', 'communityWorker', 'dutyLeader'] as const
const among = <T extends string>(all: readonly T[], some: readonly string[]): T[] =>
  all.filter((one) => some.includes(one))

/** A refusal may name one line of a list: it is said at the list. */
const errorsAt = (errors: Readonly<Record<string, string>>) => (field: string) =>
  Object.entries(errors).find(([at]) => at === field || at.startsWith(`${field}.`))?.[1]

const useKept = (onClose: () => void) => {
  const t = useWords('cases')
  return () => {
    toast(t('wording.kept'), 'good')
    onClose()
  }
}

const Many = ({
  label,
  value,
  of,
  error,
  onChange,
}: {
  label: string
  value: readonly string[]
  of: readonly string[]
  error: string | undefined
  onChange: (value: string[]) => void
}) => {
  const t = useWords('cases')
  return (
    <Labelled label={label} error={error}>
      {(id) => (
        <Select
          id={id}
          aria-label={label}
          mode="multiple"
          value={[...value]}
          options={of.map((one) => ({ value: one, label: t(`role.${one}`) }))}
          onChange={onChange}
        />
      )}
    </Labelled>
  )
}

export const SourceForm = ({ of, onClose }: { of: Wording['sources'][number] | null; onClose: () => void }) => {
  const t = useWords('cases')
  const [code, setCode] = useState(of?.code ?? '')
  const [form, setForm] = useState<SourceWritten>({
    letter: of?.letter ?? '',
    name: of?.name ?? '',
    nameEn: of?.nameEn ?? '',
    start: of?.start ?? 'intake',
    roles: among(sourceRoles, of?.roles ?? []),
  })
  const change = (part: Partial<SourceWritten>) => setForm((before) => ({ ...before, ...part }))
  const send = useSend(cases, 'putSource', { then: useKept(onClose) })
  const errorAt = errorsAt(send.errors)
  return (
    <Detail
      isOpen
      onClose={onClose}
      title={of?.name ?? t('wording.add')}
      action={
        <Button
          tone="main"
          isBusy={send.isSending}
          disabled={code === ''}
          onClick={() => send.now({ params: { code }, body: form })}
        >
          {t('wording.keep')}
        </Button>
      }
    >
      {!of && (
        <Field
          label={t('wording.code')}
          hint={t('wording.codeHint')}
          value={code}
          maxLength={30}
          error={errorAt('code')}
          onChange={(event) => setCode(event.target.value.trim())}
        />
      )}
      <Field
        label={t('wording.letter')}
        value={form.letter}
        maxLength={1}
        readOnly={of !== null}
        error={errorAt('letter')}
        onChange={(event) => change({ letter: event.target.value.toUpperCase() })}
      />
      <Field
        label={t('wording.name')}
        value={form.name}
        maxLength={30}
        error={errorAt('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Field
        label={t('wording.nameEn')}
        value={form.nameEn}
        maxLength={60}
        error={errorAt('nameEn')}
        onChange={(event) => change({ nameEn: event.target.value })}
      />
      <SelectField
        label={t('wording.start')}
        value={form.start}
        error={errorAt('start')}
        choices={sourceStarts.map((value) => ({ value, label: t(`wordingStart.${value}`) }))}
        onChange={(event) => change({ start: sourceStarts.find((one) => one === event.target.value) ?? 'intake' })}
      />
      <Many
        label={t('wording.roles')}
        value={form.roles}
        of={sourceRoles}
        error={errorAt('roles')}
        onChange={(some) => change({ roles: among(sourceRoles, some) })}
      />
    </Detail>
  )
}

type Written = Omit<SafetyWritten, 'words' | 'unless' | 'advise'> & { words: string; unless: string; advise: string }

export const SafetyForm = ({ of, onClose }: { of: Wording['safety'][number] | null; onClose: () => void }) => {
  const t = useWords('cases')
  const [code, setCode] = useState(of?.code ?? '')
  const [isDropping, setDropping] = useState(false)
  const [form, setForm] = useState<Written>({
    words: of?.words.join('\n') ?? '',
    unless: of?.unless.join('\n') ?? '',
    advise: of?.advise.join(' ') ?? '',
    adviceZh: of?.adviceZh ?? '',
    adviceEn: of?.adviceEn ?? '',
    call: among(callers, of?.call ?? ['gridWorker', 'dutyLeader']),
    isRestricted: of?.isRestricted ?? false,
    categoryCode: of?.categoryCode ?? null,
  })
  const change = (part: Partial<Written>) => setForm((before) => ({ ...before, ...part }))
  const send = useSend(cases, 'putSafety', { then: useKept(onClose) })
  const drop = useSend(cases, 'dropSafety', { then: useKept(onClose) })
  const errorAt = errorsAt(send.errors)
  const keep = () =>
    send.now({
      params: { code },
      body: {
        ...form,
        words: linesOf(form.words),
        unless: linesOf(form.unless),
        advise: form.advise.split(/\s+/).filter(Boolean),
      },
    })
  return (
    <Detail
      isOpen
      onClose={onClose}
      title={of?.words[0] ?? t('wording.add')}
      action={
        <>
          {of && <Button onClick={() => setDropping(true)}>{t('wording.drop')}</Button>}
          <Button tone="main" isBusy={send.isSending} disabled={code === ''} onClick={keep}>
            {t('wording.keep')}
          </Button>
        </>
      }
    >
      {!of && (
        <Field
          label={t('wording.code')}
          hint={t('wording.codeHint')}
          value={code}
          maxLength={30}
          error={errorAt('code')}
          onChange={(event) => setCode(event.target.value.trim())}
        />
      )}
      {(['words', 'unless'] as const).map((part) => (
        <TextField
          key={part}
          label={t(`wording.${part}`)}
          rows={5}
          value={form[part]}
          error={errorAt(part)}
          onChange={(event) => change({ [part]: event.target.value })}
        />
      ))}
      <Field
        label={t('wording.advise')}
        value={form.advise}
        error={errorAt('advise')}
        onChange={(event) => change({ advise: event.target.value })}
      />
      {(['adviceZh', 'adviceEn'] as const).map((part) => (
        <TextField
          key={part}
          label={t(`wording.${part}`)}
          rows={2}
          value={form[part]}
          error={errorAt(part)}
          onChange={(event) => change({ [part]: event.target.value })}
        />
      ))}
      <Many
        label={t('wording.call')}
        value={form.call}
        of={callers}
        error={errorAt('call')}
        onChange={(some) => change({ call: among(callers, some) })}
      />
      <CategoriesField
        label={t('wording.categoryCode')}
        isOne
        value={form.categoryCode ? [form.categoryCode] : []}
        error={errorAt('categoryCode')}
        onChange={([categoryCode]) => change({ categoryCode: categoryCode ?? null })}
      />
      <Switch
        label={t('wording.isRestricted')}
        value={form.isRestricted}
        onChange={(isRestricted) => change({ isRestricted })}
      />
      <Confirm
        isOpen={isDropping}
        onClose={() => setDropping(false)}
        title={t('wording.dropTitle')}
        verb={t('wording.drop')}
        isUrgent
        isBusy={drop.isSending}
        onYes={() => drop.now({ params: { code } })}
      >
        <p>{t('wording.dropHint')}</p>
      </Confirm>
    </Detail>
  )
}
