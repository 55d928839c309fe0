/** One name as a place says it: given, given back, and what it was before. */
import { Button, Failed, Field, Skeleton, toast, useAsk, useSend, useTimes } from '@liren/web'
import { useState } from 'react'
import { cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'

const stale = [[cases]] as const

type Named = {
  /** A category `P0103`, or a type `E05`. */
  readonly code: string
  readonly label: string
  /** What the district calls it. */
  readonly usual: string
  readonly area: string
}
type Given = { readonly name: string; readonly nameEn: string | null }

const Form = ({ code, label, usual, area, now }: Named & { now: Given | null }) => {
  const { d } = useCaseWords()
  const [name, setName] = useState(now?.name ?? '')
  const [nameEn, setNameEn] = useState(now?.nameEn ?? '')
  const send = useSend(cases, 'nameHere', { stale, then: () => toast(d('kept'), 'good') })
  const give = (to: Given | null) =>
    send.now({ params: { code }, body: { area, name: to?.name ?? null, nameEn: to?.nameEn ?? null } })
  const isSame = name.trim() === (now?.name ?? '') && nameEn.trim() === (now?.nameEn ?? '')
  return (
    <>
      <div className="two">
        <Field
          label={label}
          hint={d('usualIs', { name: usual })}
          placeholder={usual}
          maxLength={60}
          value={name}
          error={send.errors.name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={d('inEnglish')}
          isOptional
          maxLength={120}
          value={nameEn}
          error={send.errors.nameEn}
          onChange={(event) => setNameEn(event.target.value)}
        />
      </div>
      <p className="button-row">
        <Button
          isBusy={send.isSending}
          disabled={name.trim() === '' || isSame}
          onClick={() => give({ name: name.trim(), nameEn: nameEn.trim() || null })}
        >
          {d('callIt')}
        </Button>
        {now && (
          <Button tone="quiet" isBusy={send.isSending} onClick={() => give(null)}>
            {d('giveBack')}
          </Button>
        )}
      </p>
    </>
  )
}

export const NameHere = (of: Named) => {
  const { d } = useCaseWords()
  const { when } = useTimes()
  const { data, error, refetch } = useAsk(cases, 'ownNames', { query: { area: of.area } })
  const send = useSend(cases, 'nameHere', { stale, then: () => toast(d('kept'), 'good') })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={2} />
  const all = data.items.filter((one) => one.code === of.code)
  const here = all.filter((one) => one.areaCode === of.area)
  const now = here.find((one) => one.endedAt === null) ?? null
  const above = all.find((one) => one.areaCode !== of.area && one.endedAt === null)
  const before = here.filter((one) => one.endedAt !== null).slice(0, 5)
  return (
    <>
      <Form key={`${of.code} ${now?.since ?? ''}`} {...of} now={now} />
      {above && !now && <p className="case-note">{d('calledAbove', { name: above.name })}</p>}
      {before.length > 0 && (
        <details>
          <summary>{d('earlierNames')}</summary>
          <ul className="list">
            {before.map((one) => (
              <li key={one.since} className="row">
                <span className="row-main">
                  <span className="row-title">{one.name}</span>
                  <span className="row-note">{`${one.byName} · ${when(one.since)}`}</span>
                </span>
                <Button
                  isBusy={send.isSending}
                  onClick={() =>
                    send.now({ params: { code: of.code }, body: { area: of.area, name: one.name, nameEn: one.nameEn } })
                  }
                >
                  {d('useAgain')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
