/** Merge 并案: search for reports of the same thing and take them into this case; their reporters follow along. */
import { matters } from '@liren/matters/contract'
import { Failed, useAsk, useSend, useTimes } from '@liren/web'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { useActState } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { OneText } from './form-parts.tsx'

export default function MergeForm({
  of,
  onDone,
  onCancel,
}: {
  of: CaseView
  onDone: () => void
  onCancel: () => void
}) {
  const { t, d, state } = useCaseWords()
  const { since } = useTimes()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useActState<readonly string[]>('chosen', [])
  // Without words: what else is open in the same community.
  const found = useAsk(cases, 'list', {
    query: { isOpen: true, limit: 20, area: of.matter.areaCode.slice(0, 12), ...(q.length > 1 ? { q } : {}) },
  })
  const others = (found.data?.items ?? []).filter((row) => row.id !== of.matter.id)
  const send = useSend(matters, 'merge', { stale: [[cases], [matters]], then: onDone })
  return (
    <OneText
      verb={d('mergeThese', { count: chosen.length })}
      label={d('reason')}
      isBusy={send.isSending}
      isReady={chosen.length > 0}
      error={send.errors.childIds}
      warning={d('mergeHint', { number: of.matter.number })}
      phrases={[d('phrase.samePlace')]}
      onCancel={onCancel}
      onGo={(because) =>
        send.now({ params: { id: of.matter.id }, body: { childIds: [...chosen], because: because.slice(0, 200) } })
      }
    >
      <Input.Search
        className="case-search"
        aria-label={d('search')}
        placeholder={d('mergeSearch')}
        allowClear
        onSearch={(text) => setQ(text.trim())}
      />
      {found.error ? <Failed error={found.error} /> : others.length === 0 && <p>{d('noneFound')}</p>}
      <ul className="choices" aria-label={d('others')}>
        {others.map((row) => (
          <li key={row.id}>
            <Checkbox
              checked={chosen.includes(row.id)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
              }
            >
              {row.title}
              <small className="case-note">
                {[
                  row.number,
                  state(row.state, row.stateWord),
                  since(row.openedAt),
                  row.address ?? t('matters:screen.nobody'),
                ].join(' · ')}
              </small>
            </Checkbox>
          </li>
        ))}
      </ul>
    </OneText>
  )
}
