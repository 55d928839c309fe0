/** 报表例外 Reports have filled themselves; here is only what is empty or jumped, one area after the other. */
import type { Static } from '@liren/contract'
import {
  Button,
  Chip,
  Empty,
  List,
  Page,
  Row,
  Section,
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
import { type Filing, oneForm } from '../../contract.ts'
import { RosterPart } from './roster-part.tsx'

type One = Static<typeof Filing>

const Answers = ({ one, close }: { one: One; close: () => void }) => {
  const t = useWords()
  const [openedAt] = useState(() => Date.now())
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(one.exceptions.map(({ column }) => [column, String(one.cells[column] ?? '')])),
  )
  const send = useSend(oneForm, 'confirm', {
    stale: [[oneForm, 'listFilings']],
    then: () => {
      toast(t('screen.filing.done'), 'good')
      close()
    },
  })
  const answers = () =>
    Object.fromEntries(
      one.exceptions.flatMap(({ column, type }) => {
        const written = (values[column] ?? '').trim()
        if (written === '') return []
        return [[column, type === 'text' ? written : Number(written)]]
      }),
    )
  const isWrong = one.exceptions.some(
    ({ column, type }) => type !== 'text' && (values[column] ?? '') !== '' && Number.isNaN(Number(values[column])),
  )
  return (
    <Sheet
      isOpen
      onClose={close}
      title={`${one.areaName} · ${one.title}`}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={isWrong}
          onClick={() =>
            send.now({
              params: { id: one.reportId, period: one.period, area: one.areaCode },
              body: { answers: answers(), seconds: Math.min(7200, Math.round((Date.now() - openedAt) / 1000)) },
            })
          }
        >
          {t('screen.filing.confirm')}
        </Button>
      }
    >
      {one.exceptions.map(({ column, why, before, type }) => (
        <TextField
          key={column}
          label={column}
          hint={t(`screen.filing.${why}`, { before: before ?? '—' })}
          value={values[column] ?? ''}
          inputMode={type === 'text' ? 'text' : 'decimal'}
          rows={1}
          onChange={(event) => setValues({ ...values, [column]: event.target.value })}
        />
      ))}
    </Sheet>
  )
}

const Returns = () => {
  const t = useWords()
  const { since } = useTimes()
  const { code } = useArea()
  const back = usePages(oneForm, 'listReturns', { query: code ? { area: code } : {} })
  if (back.items.length === 0) return null
  return (
    <Section title={t('screen.return.title')}>
      <List {...back} keyOf={({ id }) => id} empty={null}>
        {(one) => (
          <Row
            title={`${one.areaName} · ${one.title}`}
            note={`${Object.entries(one.cells)
              .map(([name, value]) => `${name} ${value ?? '—'}`)
              .join(' · ')} · ${one.fromName} · ${since(one.returnedAt)}`}
          />
        )}
      </List>
    </Section>
  )
}

export default function FilingsPage() {
  const t = useWords()
  const { list, month } = useTimes()
  const { code } = useArea()
  const [open, setOpen] = useState<One | null>(null)
  const pages = usePages(oneForm, 'listFilings', { query: code ? { area: code } : {} })
  return (
    <Page title={t('nav.filings')} back="/">
      <p>{t('screen.filing.hint')}</p>
      <List
        {...pages}
        keyOf={(one) => `${one.areaCode} ${one.reportId} ${one.period}`}
        empty={<Empty icon="check" title={t('screen.filing.none')} hint={t('screen.filing.noneHint')} />}
      >
        {(one) => (
          <Row
            title={`${one.areaName} · ${one.title}`}
            note={`${/^\d{4}-\d{2}$/.test(one.period) ? month(one.period) : one.period} · ${list(one.exceptions.map(({ column }) => column))}`}
            after={<Chip tone="soon">{t('screen.filing.count', { count: one.exceptions.length })}</Chip>}
            onClick={() => setOpen(one)}
          />
        )}
      </List>
      <RosterPart />
      <Returns />
      {open && <Answers key={`${open.areaCode} ${open.reportId}`} one={open} close={() => setOpen(null)} />}
    </Page>
  )
}
