/** One stop of the round: what to look at there, what was found, and three buttons until something was. */
import { Photos } from '@liren/files/web/photos.tsx'
import { Button, Chip, Link, useTimes, useWords } from '@liren/web'
import type { Item } from '../../contract.ts'
import type { Found } from '../send-record.ts'
import { foundOf, type ItemHere } from './round-here.ts'

const Pictures = ({ label, of, isNamed }: { label: string; of: Item['before']; isNamed: boolean }) =>
  of.length > 0 && (
    <div className="patrol-pictures">
      {isNamed && <small>{label}</small>}
      <Photos of={of} label={label} />
    </div>
  )

const tones = { fine: 'done', problem: 'overdue', notReached: 'soon' } as const

const Done = ({ of }: { of: ItemHere }) => {
  const t = useWords('patrol')
  const { when } = useTimes()
  const found = foundOf(of)
  if (!found) return null
  return (
    <div className="patrol-found">
      <Chip tone={tones[found]}>{t(`found.${found}`)}</Chip>
      {of.found === null && of.kept && (
        <Chip tone="soon">{t(of.kept.send.state === 'sending' ? 'screen.sending' : 'screen.waiting')}</Chip>
      )}
      {of.found === 'problem' && <Chip>{t(of.isFixed ? 'screen.fixed' : 'screen.open')}</Chip>}
      {of.caseId &&
        (of.caseNumber ? (
          <Link to={`/cases/${of.caseId}`}>{t('screen.case', { number: of.caseNumber })}</Link>
        ) : (
          <small>{t('screen.caseComing')}</small>
        ))}
      {of.doneAt && <small>{t('screen.by', { name: of.doneByName ?? '', when: when(of.doneAt) })}</small>}
      {of.note && <p>{of.note}</p>}
      <Pictures label={t('screen.photosBefore')} of={of.before} isNamed={of.after.length > 0} />
      <Pictures label={t('screen.photosAfter')} of={of.after} isNamed />
      {of.notes.map((note) => (
        <div key={note.id} className="patrol-said">
          {t('screen.noteBy', { name: note.byName, found: t(`found.${note.found}`), note: note.note ?? '' })}
          <Photos of={note.photos} label={t('screen.photos')} />
        </div>
      ))}
    </div>
  )
}

export const StopCard = ({
  of,
  metres,
  isNext,
  onFound,
}: {
  readonly of: ItemHere
  readonly metres: number | null
  readonly isNext: boolean
  readonly onFound: (found: Found) => void
}) => {
  const t = useWords('patrol')
  return (
    <article className={isNext ? 'patrol-stop patrol-next' : 'patrol-stop'} aria-label={of.name}>
      <h3>
        {of.name}
        {isNext && <Chip tone="main">{t('screen.next')}</Chip>}
        {metres !== null && metres >= 10 && <small>{t('screen.metres', { metres })}</small>}
      </h3>
      {of.checks.length > 0 && (
        <p>
          {t('screen.checks')}
          {of.checks.join(' · ')}
        </p>
      )}
      {foundOf(of) === null ? (
        <div className="patrol-buttons">
          <Button onClick={() => onFound('fine')}>{t('found.fine')}</Button>
          <Button tone={isNext ? 'main' : 'plain'} icon="camera" onClick={() => onFound('problem')}>
            {t('found.problem')}
          </Button>
          <Button tone="quiet" onClick={() => onFound('notReached')}>
            {t('found.notReached')}
          </Button>
        </div>
      ) : (
        <Done of={of} />
      )}
    </article>
  )
}
