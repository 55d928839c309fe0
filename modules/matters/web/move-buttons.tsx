/** The moves open to whoever looks, as buttons drawn from the process; each asks for what the process asks for. */
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { Button, online, Sheet, type Step, toastProblem, useSend } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { type Asked, AskedFields, type Given } from './asked-fields.tsx'
import { useKeepMoves, useKeptHere } from './keep-move.ts'
import { useMatterWords } from './matter-words.ts'
import { UnitField } from './unit-field.tsx'

type Open = MatterView['moves'][number]

/** With a network it is sent at once, so that what is refused is said in the form: each photo is tried once. */
const atOnce: Step = (_, act) => act()

const isFilled = (asks: Asked, facts: Given) =>
  (asks.required ?? []).every((name) => facts[name] !== undefined && String(facts[name]).trim() !== '')

const MoveSheet = ({
  of,
  move,
  onClose,
  evidence,
}: {
  of: MatterView
  move: Open
  onClose: () => void
  evidence: ((take: (photos: readonly Picked[]) => void) => ReactNode) | undefined
}) => {
  const { t, move: say } = useMatterWords()
  const [facts, setFacts] = useState<Given>({})
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const [isSending, setSending] = useState(false)
  const [unitId, setUnitId] = useState('')
  const send = useSend(matters, 'move', { stale: [[matters], [{ name: of.module }]], then: onClose })
  // The server sends the move's own schema; the form reads a few of its fields.
  const asks: Asked = (move.asks as Asked | null) ?? { properties: { note: { type: 'string', maxLength: 2000 } } }
  const isReady = isFilled(asks, facts) && photos.length >= move.evidenceMin
  const keep = useKeepMoves(of)
  const go = async () => {
    if (!online.get()) {
      await keep.move(say(of, move.name), { move: move.name, facts, photos, unitId: move.changesHands ? unitId : null })
      return onClose()
    }
    setSending(true)
    try {
      const files = photos.length > 0 ? await sendPhotos(photos, atOnce, { withName: true }) : []
      send.now({
        params: { id: of.id, move: move.name },
        body: {
          seen: of.seen,
          facts: { ...facts },
          ...(files.length > 0 ? { files: [...files] } : {}),
          ...(move.changesHands && unitId ? { unitId } : {}),
        },
      })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setSending(false)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={say(of, move.name)}
      action={
        <Button
          tone={move.isGrave ? 'urgent' : 'main'}
          isWide
          disabled={!isReady}
          isBusy={isSending || send.isSending}
          onClick={() => void go()}
        >
          {say(of, move.name)}
        </Button>
      }
    >
      {move.evidenceMin > 0 && <p>{t('screen.evidence', { min: move.evidenceMin })}</p>}
      {move.evidenceMin > 0 && evidence?.(setPhotos)}
      {move.changesHands && <UnitField value={unitId} error={send.errors.unitId} onChange={setUnitId} />}
      <AskedFields
        module={of.module}
        process={of.process}
        asks={asks}
        facts={facts}
        onChange={setFacts}
        errors={send.errors}
      />
    </Sheet>
  )
}

/**
 * @param own what to do for moves that have a page or a form of their own in their module, by name
 * @param evidence draws a picker of photos and hands on those taken; without it moves that need photos are left out
 * @param without moves drawn elsewhere
 */
export const MoveButtons = ({
  of,
  own = {},
  evidence,
  without = [],
}: {
  of: MatterView
  own?: Readonly<Record<string, () => void>>
  evidence?: (take: (photos: readonly Picked[]) => void) => ReactNode
  without?: readonly string[]
}) => {
  const { move: say } = useMatterWords()
  const [chosen, choose] = useState<string | null>(null)
  const kept = useKeptHere(of.id)
  // What is on its way already is not offered a second time.
  const isOnItsWay = (name: string) =>
    kept.some((one) => one.kind === 'move' && one.kept.move === name && one.send.state !== 'refused')
  const moves = of.moves.filter(
    (move) =>
      !isOnItsWay(move.name) &&
      !without.includes(move.name) &&
      (own[move.name] || (!move.isOwn && (move.evidenceMin === 0 || evidence))),
  )
  const open = moves.find((move) => move.name === chosen)
  return (
    <>
      {moves.map((move, index) => (
        <Button
          key={move.name}
          tone={index === 0 && !move.isGrave ? 'main' : 'plain'}
          onClick={() => (own[move.name] ?? (() => choose(move.name)))()}
        >
          {say(of, move.name)}
        </Button>
      ))}
      {open && <MoveSheet key={open.name} of={of} move={open} evidence={evidence} onClose={() => choose(null)} />}
    </>
  )
}
