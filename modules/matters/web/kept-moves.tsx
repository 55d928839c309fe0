/** Moves and hand-overs still on this device: waiting, or refused with what happened meanwhile, and left to the person. */
import { Button, Chip, discard, Notice, tryAgain, useTimes, useWords } from '@liren/web'
import type { MatterView } from '../contract.ts'
import { type KeptHere, useKeptHere } from './keep-move.ts'
import { useMatterWords } from './matter-words.ts'

const Refused = ({ of, one }: { of: MatterView; one: KeptHere }) => {
  const t = useWords('matters')
  const { move: say } = useMatterWords()
  const { when } = useTimes()
  const since = one.kind === 'move' ? of.steps.filter(({ seq }) => seq > one.kept.seen) : []
  const isOpen = one.kind === 'move' ? of.moves.some(({ name }) => name === one.kept.move) : of.acts.includes('assign')
  const again = () =>
    tryAgain(one.send.id, one.kind === 'move' ? { ...one.kept, seen: of.seen, after: null } : undefined)
  return (
    <Notice tone="overdue">
      <p>
        <strong>{one.send.title.split(' · ')[0]}</strong>: {one.send.why}
      </p>
      {since.length > 0 && (
        <>
          <p>{t('screen.keptChanged')}</p>
          <ul>
            {since.map((step) => (
              <li key={step.seq}>
                {when(step.at)} {step.actorName} {say(of, step.move)}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isOpen && <p>{t('screen.keptClosed')}</p>}
      <div className="button-row">
        <Button tone="quiet" onClick={() => void discard(one.send.id)}>
          {t('web:outbox.discard')}
        </Button>
        {isOpen && (
          <Button tone="main" onClick={() => void again()}>
            {t('web:tryAgain')}
          </Button>
        )}
      </div>
    </Notice>
  )
}

export const KeptMoves = ({ of }: { of: MatterView }) => {
  const t = useWords('matters')
  const { when } = useTimes()
  const kept = useKeptHere(of.id)
  if (kept.length === 0) return null
  return (
    <div aria-live="polite">
      {kept.map((one) =>
        one.send.state === 'refused' ? (
          <Refused key={one.send.id} of={of} one={one} />
        ) : (
          <Notice key={one.send.id} tone="soon">
            <strong>{one.send.title.split(' · ')[0]}</strong>{' '}
            <Chip tone="soon">{t(`web:outbox.${one.send.state}`)}</Chip> {when(one.send.madeAt)}
          </Notice>
        ),
      )}
    </div>
  )
}
