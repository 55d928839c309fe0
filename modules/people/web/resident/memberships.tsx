/** 会员关系 Where I belong: joined, moved to another community, or left, each by one act of my own; with what it gives and asks. */
import {
  Button,
  Chip,
  Confirm,
  Facts,
  Failed,
  Section,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Membership, people } from '../../contract.ts'
import { usePlace } from '../place.ts'

type Leaving = { readonly of: Membership; readonly to: { readonly code: string; readonly name: string } | null }

export const Memberships = () => {
  const t = useWords('people')
  const place = usePlace()
  const { day, list } = useTimes()
  const { code, area } = useArea()
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  const { data, error, refetch } = useAsk(people, 'listMyMemberships')
  const join = useSend(people, 'joinCommunity', { then: () => toast(t('screen.membership.joined'), 'good') })
  const done = (word: string) => () => {
    toast(t(word), 'good')
    setLeaving(null)
  }
  const move = useSend(people, 'moveCommunity', { then: done('screen.membership.moved') })
  const leave = useSend(people, 'leaveCommunity', { then: done('screen.membership.leftNow') })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={2} />
  const current = data.items.filter(({ state }) => state !== 'left')
  const here = area?.level === 'community' && code ? { code, name: area.name } : null
  const isElsewhere = here !== null && !current.some(({ communityCode }) => communityCode === here.code)
  return (
    <Section title={t('screen.membership.title')}>
      {data.items.length === 0 && <p>{t('screen.membership.guest')}</p>}
      <Facts
        of={data.items.map((one) => [
          place(one.communityCode),
          <>
            <Chip tone={one.state === 'verified' ? 'done' : 'plain'}>{t(`screen.membership.${one.state}`)}</Chip>{' '}
            {list(one.capacities.map((capacity) => t(`screen.capacity.${capacity}`)))}{' '}
            {t('screen.membership.since', { day: day(one.sinceOn) })}
          </>,
        ])}
      />
      {isElsewhere && (
        <Button isBusy={join.isSending} onClick={() => join.now({ body: { communityCode: here.code } })}>
          {t('screen.membership.join', { community: here.name })}
        </Button>
      )}
      {current.map((one) => (
        <div key={one.id} className="button-row">
          {isElsewhere && (
            <Button onClick={() => setLeaving({ of: one, to: here })}>
              {t('screen.membership.move', { from: place(one.communityCode), to: here.name })}
            </Button>
          )}
          <Button tone="quiet" onClick={() => setLeaving({ of: one, to: null })}>
            {t('screen.membership.leave', { community: place(one.communityCode) })}
          </Button>
        </div>
      ))}
      <details>
        <summary>{t('screen.membership.rights')}</summary>
        <p>{data.rightsAndDuties}</p>
      </details>
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={leaving ? t(leaving.to ? 'screen.membership.moveSure' : 'screen.membership.leaveSure') : ''}
        verb={
          leaving?.to
            ? t('screen.membership.move', { from: place(leaving.of.communityCode), to: leaving.to.name })
            : t('screen.membership.leave', { community: leaving ? place(leaving.of.communityCode) : '' })
        }
        isBusy={move.isSending || leave.isSending}
        onYes={() =>
          leaving &&
          (leaving.to
            ? move.now({ params: { id: leaving.of.id }, body: { toCommunityCode: leaving.to.code } })
            : leave.now({ params: { id: leaving.of.id } }))
        }
      >
        <p>{t(leaving?.to ? 'screen.membership.moveHint' : 'screen.membership.leaveHint')}</p>
      </Confirm>
    </Section>
  )
}
