/** Standards that grow out of use: nominated when enough units use a tool, open to comment, then decided by the keeper. */
import {
  Chip,
  refresh,
  Skeleton,
  toast,
  todayOn,
  useAsk,
  useMay,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button, Collapse, Input } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useEntryWords } from '../parts/entry-words.ts'
import { useSay, type Words } from '../parts/say.ts'
import { StandardRecords } from './standard-records.tsx'

type Standard = {
  readonly id: string
  readonly name: Words
  readonly state: 'nominated' | 'confirmed' | 'declined'
  readonly units: number
  readonly commentUntilOn: string
  readonly dictionary: readonly { readonly key: string; readonly label: Words; readonly binds: string | null }[]
  readonly comments: number
}

const today = () => todayOn()

const Deciding = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const [reason, setReason] = useState('')
  const send = useSend(toolLibrary, 'decideStandard', {
    stale: [[toolLibrary]],
    then: () => toast(t('desk.decided'), 'good'),
  })
  const go = (isConfirmed: boolean) => send.now({ params: { id }, body: { isConfirmed, reason } })
  return (
    <div className="studio-part">
      <Input
        aria-label={t('desk.reason')}
        placeholder={t('desk.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="studio-acts">
        <Button type="primary" disabled={reason.trim().length < 2} loading={send.isSending} onClick={() => go(true)}>
          {t('standard.confirm')}
        </Button>
        <Button danger disabled={reason.trim().length < 2} loading={send.isSending} onClick={() => go(false)}>
          {t('standard.decline')}
        </Button>
      </div>
    </div>
  )
}

const Saying = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const [text, setText] = useState('')
  const send = useSend(toolLibrary, 'comment', {
    stale: [],
    then: () => {
      setText('')
      void refresh([toolLibrary, 'comments'], [toolLibrary, 'standards'])
    },
  })
  return (
    <div className="studio-acts">
      <Input
        style={{ flex: 1 }}
        aria-label={t('standard.comment')}
        placeholder={t('standard.commentHint')}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        disabled={text.trim().length < 2}
        loading={send.isSending}
        onClick={() => send.now({ params: { id }, body: { text: text.trim() } })}
      >
        {t('standard.say')}
      </Button>
    </div>
  )
}

const One = ({ of }: { of: Standard }) => {
  const t = useWords('tool-library')
  const may = useMay()
  const say = useSay()
  const entry = useEntryWords()
  const { day, list } = useTimes()
  const [isAsked, setAsked] = useState(false)
  const comments = usePages(toolLibrary, 'comments', { params: { id: of.id }, query: {} })
  const isOpen = of.state === 'nominated'
  const mayDecide = isOpen && of.commentUntilOn < today()
  return (
    <div className="studio-part">
      <p className="studio-note">
        {t('standard.usedBy', { count: of.units })} · {t('desk.commentUntil', { day: day(of.commentUntilOn) })}
      </p>
      <p>
        {t('standard.dictionary')}{' '}
        {of.dictionary.length > 0
          ? list(
              of.dictionary.map(({ label, binds }) =>
                binds ? t('web:noted', { what: say(label), note: entry(binds) }) : say(label),
              ),
            )
          : t('screen.nothing')}
      </p>
      {of.state === 'confirmed' && may('tool.export') && (
        <div>
          <Button onClick={() => setAsked(true)}>{t('standard.records')}</Button>
        </div>
      )}
      {isAsked && <StandardRecords id={of.id} onClose={() => setAsked(false)} />}
      {comments.isLoading && <Skeleton rows={2} />}
      <ul>
        {comments.items.map((one) => (
          <li key={one.id}>
            {one.text} <span className="studio-note">{day(one.at.slice(0, 10))}</span>
          </li>
        ))}
      </ul>
      {comments.items.length === 0 && !comments.isLoading && <p className="studio-note">{t('standard.noComments')}</p>}
      {comments.hasMore && <Button onClick={comments.more}>{t('publishers.more')}</Button>}
      {isOpen && may('tool.make') && <Saying id={of.id} />}
      {mayDecide && may('tool.keep') && <Deciding id={of.id} />}
      {isOpen && !mayDecide && may('tool.keep') && <p className="studio-note">{t('standard.notYet')}</p>}
    </div>
  )
}

export const Standards = () => {
  const t = useWords('tool-library')
  const say = useSay()
  const { data } = useAsk(toolLibrary, 'standards', {})
  return (
    <Panel title={t('desk.standards')}>
      {data?.items.length === 0 && <p className="studio-empty">{t('desk.noStandards')}</p>}
      <Collapse
        ghost
        items={(data?.items ?? []).map((one) => ({
          key: one.id,
          label: (
            <>
              {say(one.name)}{' '}
              <Chip tone={one.state === 'confirmed' ? 'done' : one.state === 'declined' ? 'plain' : 'soon'}>
                {t(`standard.${one.state}`)}
              </Chip>{' '}
              <span className="studio-note">{t('standard.commentCount', { count: one.comments })}</span>
            </>
          ),
          children: <One of={one} />,
        }))}
      />
    </Panel>
  )
}
