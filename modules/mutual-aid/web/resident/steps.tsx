/** The next step of a request for whoever looks: the same table the server obeys says which there are. */

import type { Reply, RouteOf } from '@liren/contract'
import { points } from '@liren/points/contract'
import { Button, Field, Rating, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { mutualAid } from '../../contract.ts'
import { canMove } from '../../help-request.ts'

export type OneView = Reply<RouteOf<typeof mutualAid, 'read'>>
const stale = [[mutualAid], [points]] as const

const Simple = ({
  of,
  route,
  word,
  tone,
}: {
  of: OneView
  route: 'take' | 'done' | 'withdraw' | 'missed' | 'giveBack'
  word: string
  tone?: 'main' | 'quiet'
}) => {
  const t = useWords('mutual-aid')
  const send = useSend(mutualAid, route, { stale, then: () => toast(t('screen.saved'), 'good') })
  return (
    <Button
      {...(tone ? { tone } : {})}
      isWide={tone === 'main'}
      isBusy={send.isSending}
      onClick={() => send.now({ params: { id: of.id }, body: {} })}
    >
      {t(word)}
    </Button>
  )
}

const Start = ({ of }: { of: OneView }) => {
  const t = useWords('mutual-aid')
  const [code, setCode] = useState('')
  const send = useSend(mutualAid, 'start', {
    stale,
    then: ({ state }) => {
      if (state === 'taken') toast(t('screen.wrongCode'), 'plain')
    },
  })
  return (
    <div className="form-stack">
      <Field
        label={t('screen.code')}
        inputMode="numeric"
        maxLength={4}
        value={code}
        error={send.errors.code}
        onChange={(event) => setCode(event.target.value.trim())}
      />
      <Button
        tone="main"
        isWide
        isBusy={send.isSending}
        disabled={!/^\d{4}$/.test(code)}
        onClick={() => send.now({ params: { id: of.id }, body: { code } })}
      >
        {t('screen.start')}
      </Button>
    </div>
  )
}

const Thank = ({ of }: { of: OneView }) => {
  const t = useWords('mutual-aid')
  const [score, setScore] = useState(0)
  const [words, setWords] = useState('')
  const send = useSend(mutualAid, 'thank', { stale, then: () => toast(t('screen.saved'), 'good') })
  return (
    <div className="form-stack">
      <Rating label={t('screen.score')} value={score || null} onChange={setScore} />
      <TextField
        label={t('screen.words')}
        isOptional
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button
        tone="main"
        isWide
        isBusy={send.isSending}
        disabled={score === 0}
        onClick={() =>
          send.now({ params: { id: of.id }, body: { score, ...(words.trim() ? { words: words.trim() } : {}) } })
        }
      >
        {t('screen.thank')}
      </Button>
    </div>
  )
}

const RateAsker = ({ of }: { of: OneView }) => {
  const t = useWords('mutual-aid')
  const [score, setScore] = useState(0)
  const send = useSend(mutualAid, 'rateAsker', { stale, then: () => toast(t('screen.saved'), 'good') })
  return (
    <div className="form-stack">
      <Rating label={t('screen.rateAsker')} value={score || null} onChange={setScore} />
      <Button
        isBusy={send.isSending}
        disabled={score === 0}
        onClick={() => send.now({ params: { id: of.id }, body: { score } })}
      >
        {t('screen.rateAsker')}
      </Button>
    </div>
  )
}

export const Steps = ({ of }: { of: OneView }) => {
  const t = useWords('mutual-aid')
  const { state, isMine, isHelper } = of
  const hasBegun = Date.parse(of.startsAt) <= Date.now()
  return (
    <div className="form-stack">
      {!isMine && !isHelper && canMove(state, 'take') && (
        <>
          <p className="field-hint">{t('screen.takeHint')}</p>
          <Simple of={of} route="take" word="screen.take" tone="main" />
        </>
      )}
      {isHelper && canMove(state, 'start') && <Start of={of} />}
      {isHelper && canMove(state, 'done') && <Simple of={of} route="done" word="screen.done" tone="main" />}
      {isMine && canMove(state, 'thank') && <Thank of={of} />}
      {isHelper && ['done', 'thanked', 'settled'].includes(state) && of.helperScore === null && <RateAsker of={of} />}
      <div className="flow-row is-even">
        {isHelper && canMove(state, 'giveBack') && <Simple of={of} route="giveBack" word="screen.giveBack" />}
        {isMine && canMove(state, 'missed') && hasBegun && <Simple of={of} route="missed" word="screen.missed" />}
        {isMine && canMove(state, 'withdraw') && <Simple of={of} route="withdraw" word="screen.withdraw" />}
      </div>
    </div>
  )
}
