/** The first word about a leak: what happened, to which data, since when; the rest is found out afterwards. */
import { Button, Field, SelectField, TextField, toast, useOwnArea, useSend, useWords } from '@liren/web'
import { AreaField } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'

const kinds = ['leaked', 'altered', 'lost'] as const
/** Now, as a clock on a wall of the district says it; the field has no zone. */
const wallClock = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

export const ReportBreach = ({ onDone }: { onDone: () => void }) => {
  const t = useWords('catalogue')
  const own = useOwnArea()
  const [id] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<(typeof kinds)[number]>('leaked')
  const [said, setSaid] = useState({
    what: '',
    data: '',
    persons: '',
    areaCode: own.code ?? '',
    noticedAt: wallClock(new Date()),
  })
  const send = useSend(catalogue, 'reportBreach', {
    stale: [[catalogue, 'listBreaches']],
    then: ({ number }) => {
      toast(t('screen.breach.reported', { number }), 'good')
      onDone()
    },
  })
  const data = [...new Set(said.data.split(/[、,，\n]/).map((one) => one.trim()))].filter(Boolean)
  const say = (key: keyof typeof said) => (event: { target: { value: string } }) =>
    setSaid({ ...said, [key]: event.target.value })
  return (
    <>
      <SelectField
        label={t('screen.breach.kind')}
        value={kind}
        choices={kinds.map((value) => ({ value, label: t(`breach.${value}`) }))}
        onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
      />
      <TextField
        label={t('screen.breach.what')}
        value={said.what}
        maxLength={1000}
        error={send.errors.what}
        onChange={say('what')}
      />
      <Field
        label={t('screen.breach.data')}
        hint={t('screen.breach.dataHint')}
        value={said.data}
        error={send.errors.data}
        onChange={say('data')}
      />
      <Field
        label={t('screen.breach.persons')}
        hint={t('screen.breach.personsHint')}
        type="number"
        min={0}
        value={said.persons}
        error={send.errors.persons}
        onChange={say('persons')}
      />
      <Field
        label={t('screen.breach.noticedAt')}
        type="datetime-local"
        value={said.noticedAt}
        error={send.errors.noticedAt}
        onChange={say('noticedAt')}
      />
      <AreaField
        label={t('screen.register.areaCode')}
        value={said.areaCode}
        error={send.errors.areaCode}
        onChange={(areaCode) => setSaid({ ...said, areaCode })}
      />
      <Button
        tone="urgent"
        disabled={said.what.trim().length < 5 || data.length === 0 || said.areaCode === '' || said.noticedAt === ''}
        isBusy={send.isSending}
        onClick={() =>
          send.now({
            body: {
              ...{ id, kind, what: said.what.trim(), data, areaCode: said.areaCode },
              ...{
                persons: said.persons === '' ? null : Number(said.persons),
                noticedAt: new Date(`${said.noticedAt}:00+08:00`).toISOString(),
              },
            },
          })
        }
      >
        {t('screen.breach.report')}
      </Button>
    </>
  )
}
