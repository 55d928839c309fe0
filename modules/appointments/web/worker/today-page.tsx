/** Who comes today, in order of time; a code checks somebody in. */
import { clockOf } from '@liren/contract/day'
import {
  Button,
  Chip,
  Empty,
  Field,
  Link,
  List,
  Page,
  Row,
  Section,
  toast,
  useArea,
  usePages,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { appointments } from '../../contract.ts'

const clock = (at: string) => clockOf(Date.parse(at))

export default function TodayPage() {
  const t = useWords()
  const { code: area } = useArea()
  const [code, setCode] = useState('')
  const rows = usePages(appointments, 'today', { query: area ? { area } : {} })
  const appeals = usePages(appointments, 'today', { query: { appeals: true } })
  const checkIn = useSend(appointments, 'checkIn', {
    then: ({ who, service }) => {
      toast(t('screen.arrived', { who, service }), 'good')
      setCode('')
    },
  })
  const serve = useSend(appointments, 'serve')
  const answer = useSend(appointments, 'answerAppeal', { then: () => toast(t('screen.answered'), 'good') })
  return (
    <Page title={t('nav.today')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim()) checkIn.now({ body: { code: code.trim() } })
        }}
      >
        <Field
          label={t('screen.checkInCode')}
          value={code}
          maxLength={12}
          autoCapitalize="characters"
          error={checkIn.errors.code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button tone="main" isWide type="submit" isBusy={checkIn.isSending} disabled={code.trim().length < 4}>
          {t('screen.checkIn')}
        </Button>
      </form>
      <List
        {...rows}
        keyOf={(row) => row.id}
        empty={<Empty icon="calendar" title={t('screen.todayEmpty')} hint={t('screen.todayEmptyHint')} />}
      >
        {(row) => (
          <Row
            title={`${clock(row.startAt)} ${row.service}`}
            note={
              <>
                {row.who} · {row.placeName}
                {row.matterId && (
                  <>
                    {' · '}
                    <Link to={`/matters/${row.matterId}`}>{row.matterNumber}</Link>
                  </>
                )}
              </>
            }
            after={
              row.state === 'arrived' ? (
                <Button onClick={() => serve.now({ params: { id: row.id } })}>{t('screen.serve')}</Button>
              ) : (
                <Chip tone={row.state === 'booked' ? 'main' : 'plain'}>{t(`state.${row.state}`)}</Chip>
              )
            }
          />
        )}
      </List>
      {appeals.items.length > 0 && (
        <Section title={t('screen.appeals')}>
          <ul className="list">
            {appeals.items.map((row) => (
              <li key={row.id}>
                <Row title={`${row.who} · ${row.service}`} note={row.appeal} />
                <div className="button-row">
                  <Button
                    isBusy={answer.isSending}
                    onClick={() =>
                      answer.now({ params: { id: row.id }, body: { isExcused: false, answer: t('screen.keep') } })
                    }
                  >
                    {t('screen.keep')}
                  </Button>
                  <Button
                    isBusy={answer.isSending}
                    onClick={() =>
                      answer.now({ params: { id: row.id }, body: { isExcused: true, answer: t('screen.excuse') } })
                    }
                  >
                    {t('screen.excuse')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
