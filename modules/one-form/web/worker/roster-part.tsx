/** 名册例外 Of lists with a row for each only the rows in doubt: found as it stands, put right, or beyond finding out. */
import type { Static } from '@liren/contract'
import {
  Button,
  Chip,
  List,
  Notice,
  Row,
  Section,
  SelectField,
  Sheet,
  Switch,
  TextField,
  toast,
  useArea,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { oneForm, type RosterRow } from '../../contract.ts'

type One = Static<typeof RosterRow>
type Doubt = One['exceptions'][number]
/** What somebody says of one column: found the same, nobody can tell, or this. */
type Said = { readonly isSame?: boolean; readonly isUnknown?: boolean; readonly text: string }

const DoubtField = ({
  of,
  said,
  held,
  error,
  onSay,
}: {
  readonly of: Doubt
  readonly said: Said
  readonly held: { readonly text: string | null; readonly source: string | null } | undefined
  readonly error: string | undefined
  readonly onSay: (said: Said) => void
}) => {
  const t = useWords('one-form')
  const isOpen = !said.isSame && !said.isUnknown
  const label = t('screen.roster.found')
  const choices =
    of.type === 'boolean'
      ? ['true', 'false'].map((value) => ({ value, label: t(`screen.roster.${value}`) }))
      : of.choices
  return (
    <fieldset>
      <legend>{`${of.column} · ${t(`screen.roster.why.${of.why}`)}`}</legend>
      {held && <p>{t('screen.roster.held', { text: held.text ?? '—', source: held.source ?? '—' })}</p>}
      {of.why !== 'empty' && (
        <Switch
          label={t('screen.roster.same')}
          value={said.isSame ?? false}
          onChange={(isSame) => onSay({ text: said.text, isSame })}
        />
      )}
      {isOpen &&
        (choices.length > 0 ? (
          <SelectField
            label={label}
            placeholder="—"
            value={said.text}
            error={error}
            choices={choices}
            onChange={(event) => onSay({ text: event.target.value })}
          />
        ) : (
          <TextField
            label={label}
            rows={1}
            value={said.text}
            maxLength={300}
            error={error}
            inputMode={of.type === 'integer' || of.type === 'number' || of.type === 'money' ? 'decimal' : 'text'}
            onChange={(event) => onSay({ text: event.target.value })}
          />
        ))}
      {!said.isSame && (
        <Switch
          label={t('screen.roster.unknown')}
          value={said.isUnknown ?? false}
          onChange={(isUnknown) => onSay({ text: said.text, isUnknown })}
        />
      )}
    </fieldset>
  )
}

const answerOf = ({ type }: Doubt, { isUnknown, text }: Said) =>
  isUnknown ? null : (type === 'integer' || type === 'number') && text.trim() !== '' ? Number(text) : text.trim()

const RowSheet = ({ one, close }: { readonly one: One; readonly close: () => void }) => {
  const t = useWords('one-form')
  const [openedAt] = useState(() => Date.now())
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({})
  const params = { id: one.reportId, period: one.period, subject: one.subjectId }
  const look = useSend(oneForm, 'openRosterRow', { stale: [] })
  const send = useSend(oneForm, 'confirmRosterRow', {
    then: () => {
      toast(t('screen.filing.done'), 'good')
      close()
    },
  })
  const of = (column: string): Said => said[column] ?? { text: '' }
  const isSettled = one.exceptions.every(({ column }) => {
    const { isSame, isUnknown, text } = of(column)
    return isSame || isUnknown || text.trim() !== ''
  })
  const isLookedAt = look.reply !== undefined
  const needsLook = one.exceptions.some(({ why }) => why !== 'empty')
  return (
    <Sheet
      isOpen
      onClose={close}
      title={`${one.displayName} · ${one.title}`}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!isSettled}
          onClick={() =>
            send.now({
              params,
              body: {
                answers: Object.fromEntries(
                  one.exceptions.flatMap((doubt) =>
                    of(doubt.column).isSame ? [] : [[doubt.column, answerOf(doubt, of(doubt.column))]],
                  ),
                ),
                same: one.exceptions.flatMap(({ column }) => (of(column).isSame ? [column] : [])),
                seconds: Math.min(7200, Math.round((Date.now() - openedAt) / 1000)),
              },
            })
          }
        >
          {t('screen.filing.confirm')}
        </Button>
      }
    >
      {needsLook && !isLookedAt && (
        <Notice>
          <p>{t('screen.roster.recorded')}</p>
          <Button isBusy={look.isSending} onClick={() => look.now({ params })}>
            {t('screen.roster.look')}
          </Button>
        </Notice>
      )}
      {one.exceptions.map((doubt) => (
        <DoubtField
          key={doubt.column}
          of={doubt}
          said={of(doubt.column)}
          held={look.reply?.items.find(({ column }) => column === doubt.column)}
          error={send.errors[doubt.column]}
          onSay={(next) => setSaid({ ...said, [doubt.column]: next })}
        />
      ))}
    </Sheet>
  )
}

export const RosterPart = () => {
  const t = useWords('one-form')
  const { list, month } = useTimes()
  const { code } = useArea()
  const [open, setOpen] = useState<One | null>(null)
  const pages = usePages(oneForm, 'listRosterRows', { query: code ? { area: code } : {} })
  if (pages.items.length === 0 && !pages.error) return null
  return (
    <Section title={t('screen.roster.title')}>
      <p>{t('screen.roster.hint')}</p>
      <List {...pages} keyOf={(one) => `${one.reportId} ${one.period} ${one.subjectId}`} empty={null}>
        {(one) => (
          <Row
            title={`${one.displayName} · ${one.title}`}
            note={`${one.areaName} · ${/^\d{4}-\d{2}$/.test(one.period) ? month(one.period) : one.period} · ${list(one.exceptions.map(({ column }) => column))}`}
            after={<Chip tone="soon">{t('screen.filing.count', { count: one.exceptions.length })}</Chip>}
            onClick={() => setOpen(one)}
          />
        )}
      </List>
      {open && <RowSheet key={`${open.reportId} ${open.subjectId}`} one={open} close={() => setOpen(null)} />}
    </Section>
  )
}
