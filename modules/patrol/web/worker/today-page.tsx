/** Today's round: its stops in walking order, what was found at each, with or without a network. */
import {
  AsOf,
  Button,
  ButtonLink,
  Chip,
  Empty,
  Failed,
  Notice,
  online,
  Page,
  Section,
  Skeleton,
  Switch,
  sendSoon,
  toast,
  useAsk,
  useDraft,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { patrol } from '../../contract.ts'
import { metresBetween } from '../../walk.ts'
import type { Found, KeptRecord } from '../send-record.ts'
import type { KeptTurn } from '../send-round.ts'
import { Conflicts } from './conflicts.tsx'
import { NearPart } from './near-part.tsx'
import { placeNow } from './own-place.ts'
import { type Problem, ProblemSheet } from './problem-sheet.tsx'
import { foundOf, type ItemHere, inOrder, type RoundHere, useRoundsHere } from './round-here.ts'
import { StopCard } from './stop-card.tsx'
import '../patrol.css'

const nothing: Problem = { before: [], after: [], note: '' }

const RoundPart = ({ of, keepsPlace }: { of: RoundHere; keepsPlace: boolean }) => {
  const t = useWords('patrol')
  const [problem, setProblem] = useState<ItemHere | null>(null)
  const { left, done, here } = inOrder(of.items)
  const told = () => {
    if (!online.get()) toast(t('screen.kept'))
  }
  const turn = async (name: KeptTurn['turn']) => {
    const kept: KeptTurn = { roundId: of.id, turn: name, at: new Date().toISOString() }
    await sendSoon('patrol.round', `${t(`screen.${name}`)} · ${of.name}`, kept, { lane: of.id, at: '/patrol' })
    told()
  }
  const record = async (item: ItemHere, found: Found, { before, after, note }: Problem = nothing) => {
    const doneAt = new Date().toISOString()
    const isRunning = of.startedAt !== null && of.finishedAt === null
    const place = keepsPlace && isRunning && before.length + after.length > 0 ? await placeNow() : null
    const kept: KeptRecord = {
      itemId: item.id,
      stop: item.name,
      found,
      note: note.trim(),
      before,
      after,
      caseId: found === 'problem' ? crypto.randomUUID() : null,
      doneAt,
      place,
    }
    await sendSoon('patrol.record', `${item.name} · ${t(`found.${found}`)}`, kept, { lane: of.id, at: '/patrol' })
    told()
  }
  const state = of.finishedAt ? 'finished' : of.startedAt ? 'running' : 'planned'
  return (
    <Section
      title={of.name}
      tools={
        <span className="patrol-state">
          {of.isReinspection && <Chip>{t('screen.reinspection')}</Chip>}
          <Chip tone={state === 'finished' ? 'done' : state === 'running' ? 'main' : 'plain'}>
            {t(`screen.${state}`)}
          </Chip>
          <small>{t('screen.done', { done: done.length, all: of.items.length })}</small>
        </span>
      }
    >
      {state === 'planned' && (
        <Button tone="main" isWide onClick={() => void turn('start')}>
          {t('screen.start')}
        </Button>
      )}
      <div className="patrol-stops">
        {[...left, ...done].map((item) => (
          <StopCard
            key={item.id}
            of={item}
            isNext={item === left[0]}
            metres={
              here && foundOf(item) === null && here !== item ? Math.round(metresBetween(here, item) / 10) * 10 : null
            }
            onFound={(found) => (found === 'problem' ? setProblem(item) : void record(item, found))}
          />
        ))}
      </div>
      {state === 'running' && (
        <Button isWide tone={left.length === 0 ? 'main' : 'plain'} onClick={() => void turn('finish')}>
          {t('screen.finish')}
        </Button>
      )}
      {problem && (
        <ProblemSheet
          itemId={problem.id}
          stop={problem.name}
          onClose={() => setProblem(null)}
          onSend={(said) => record(problem, 'problem', said)}
        />
      )}
    </Section>
  )
}

export default function TodayPage() {
  const t = useWords('patrol')
  const today = useAsk(patrol, 'today', {}, { isKept: true })
  const rounds = useRoundsHere(today.data?.items ?? [])
  const wish = useDraft('patrol.place', { keepsPlace: false })
  const here = rounds[0] ? inOrder(rounds[0].items).here : null
  return (
    <Page title={t('nav.today')} back={false}>
      <AsOf of={today} />
      <Conflicts />
      <Notice>
        <p>{t('screen.placeNotice')}</p>
        <Switch
          label={t('screen.keepPlace')}
          value={wish.value.keepsPlace}
          onChange={(keepsPlace) => wish.change({ keepsPlace })}
        />
      </Notice>
      <div className="patrol-ways">
        <ButtonLink to="/patrol/visits" icon="home">
          {t('nav.visit')}
        </ButtonLink>
        <ButtonLink to="/patrol/happenings" icon="warning">
          {t('nav.happening')}
        </ButtonLink>
      </div>
      {today.data ? (
        rounds.length === 0 ? (
          <Empty icon="flag" title={t('screen.none')} hint={t('screen.noneHint')} />
        ) : (
          rounds.map((round) => <RoundPart key={round.id} of={round} keepsPlace={wish.value.keepsPlace} />)
        )
      ) : today.error ? (
        <Failed error={today.error} again={() => void today.refetch()} />
      ) : (
        <Skeleton />
      )}
      <NearPart here={here} />
    </Page>
  )
}
