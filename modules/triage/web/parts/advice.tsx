/** What triage proposes for a case: three categories with their reasons, a unit with its clause, each taken with one tap. */
import { matters } from '@liren/matters/contract'
import {
  Button,
  Chip,
  Link,
  Notice,
  refresh,
  Section,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type SortingView, triage } from '../../contract.ts'
import { Words } from './words.tsx'
import './triage.css'

/** Handed over by the page that shows the case; what may not be done now is null. */
export type Asked = {
  readonly of: {
    readonly id: string
    readonly text: string
    readonly isOpen: boolean
    /** With the grade the words ask for at least, and the place they name, where whoever decides takes that too. */
    readonly takeCategory:
      | ((code: string, leastGrade?: number, place?: { readonly lon: number; readonly lat: number }) => void)
      | null
    /** With the units that help by their duty, each with its clause as the task. */
    readonly takeUnit:
      | ((unitId: string, supporting: readonly { readonly unitId: string; readonly task: string }[]) => void)
      | null
    readonly splitOff: ((text: string, categoryCode: string | null) => Promise<unknown>) | null
    readonly acts: readonly string[]
  }
}

export const usePercent = () => (share: number) => `${Math.round(share * 100)}%`

type Place = NonNullable<SortingView['proposal']['places']>[number]

const Categories = ({ of, sorting, place }: Asked & { sorting: SortingView; place: Place | null }) => {
  const t = useWords()
  const percent = usePercent()
  return (
    <ol className="triage-ranked">
      {sorting.ranked.map(({ code, name, path, probability }, n) => (
        <li key={code}>
          <div className="triage-row">
            <span>
              <b>{name}</b> <small className="triage-note">{path.join(' › ')}</small>
            </span>
            <span className="triage-sure">
              <meter min={0} max={1} value={probability} aria-label={t('screen.sure')} />
              <span className="number">{percent(probability)}</span>
            </span>
          </div>
          <ul className="triage-because">
            {(sorting.proposal.because[code] ?? []).slice(0, n === 0 ? 4 : 2).map(({ word, rule }) => (
              <li key={`${word} ${rule}`}>{word && !rule.includes(word) ? `“${word}”：${rule}` : rule}</li>
            ))}
          </ul>
          {of.takeCategory && (
            <Button
              tone={n === 0 ? 'main' : 'plain'}
              onClick={() =>
                of.takeCategory?.(code, sorting.proposal.grade, place ? { lon: place.lon, lat: place.lat } : undefined)
              }
            >
              {t('screen.takeCategory', { name })}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Where the words say it is: taken with the category, never by itself. */
const Places = ({
  of,
  sorting,
  chosen,
  onChoose,
}: Asked & { sorting: SortingView; chosen: Place | null; onChoose: (place: Place | null) => void }) => {
  const t = useWords()
  const places = sorting.proposal.places ?? []
  if (sorting.cellCode !== null || places.length === 0) return null
  return (
    <Section title={t('screen.places.title')}>
      <ul className="triage-units">
        {places.map((place) => (
          <li key={place.cellCode}>
            <b>{place.text}</b>
            <p className="triage-note">
              {place.communityName} · {place.cellName} · {place.why}
            </p>
            {of.takeCategory && (
              <Button
                aria-pressed={chosen?.cellCode === place.cellCode}
                onClick={() => onChoose(chosen?.cellCode === place.cellCode ? null : place)}
              >
                {t(chosen?.cellCode === place.cellCode ? 'screen.places.taken' : 'screen.places.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What the words name: read out, so that nobody has to look for it in the text. */
const Entities = ({ sorting }: { sorting: SortingView }) => {
  const t = useWords()
  const { entities = [] } = sorting.proposal
  if (entities.length === 0) return null
  return (
    <ul className="triage-because" aria-label={t('screen.entities')}>
      {entities.map(({ kind, text }) => (
        <li key={`${kind} ${text}`}>
          {t(`screen.entity.${kind}`)}: <b>{text}</b>
        </li>
      ))}
    </ul>
  )
}

/** How soon it has to be done, by its words: shown where they ask for more than the usual. */
const Grade = ({ sorting }: { sorting: SortingView }) => {
  const t = useWords()
  const { grade, gradeBecause } = sorting.proposal
  if (grade <= 1) return null
  return (
    <p className="triage-row">
      <Chip tone={grade > 2 ? 'overdue' : 'soon'}>{t('screen.grade', { grade: t(`matters:grade.${grade}`) })}</Chip>
      <span className="triage-note">{gradeBecause}</span>
    </p>
  )
}

/** Reasons of our own; all others are those of the duty lists. */
const byPast: readonly string[] = ['by-arbitration', 'by-example']

const Units = ({ of, sorting }: Asked & { sorting: SortingView }) => {
  const t = useWords()
  const { clauses } = useTimes()
  const { units, unitIs, routeSays } = sorting.proposal
  const supporting = units
    .filter(({ part }) => part === 'support')
    .map(({ unitId, clause }) => ({ unitId, task: clause || t('screen.helpByDuty') }))
  if (units.length === 0) return <p className="triage-note">{t('screen.noUnit')}</p>
  return (
    <ul className="triage-units">
      <li className="triage-note">
        {sorting.cellName ? t('screen.inCell', { cell: sorting.cellName }) : t('screen.noCellKnown')}
      </li>
      {routeSays && <li className="triage-note">{routeSays}</li>}
      {units.map((unit) => (
        <li key={unit.unitId}>
          <div className="triage-row">
            <b>{unit.unitName}</b>
            <Chip>{t(`screen.part.${unit.part}`)}</Chip>
          </div>
          {unit.why.length > 0 && (
            <p className="triage-note">
              {clauses(
                unit.why.map((key) => t(byPast.includes(key) ? `why.${key}` : `organisation:screen.why.${key}`)),
              )}
            </p>
          )}
          {unit.clause && <p className="triage-note">{t('screen.clause', { clause: unit.clause })}</p>}
          {of.takeUnit && unit.part === 'lead' && (
            <Button onClick={() => of.takeUnit?.(unit.unitId, supporting)}>
              {t(supporting.length > 0 ? 'screen.takeUnitHelped' : 'screen.takeUnit', {
                name: unit.unitName,
                count: supporting.length,
              })}
            </Button>
          )}
        </li>
      ))}
      {unitIs === 'several' && <li className="triage-note">{t('screen.severalUnits')}</li>}
    </ul>
  )
}

const Missing = ({ of, sorting }: Asked & { sorting: SortingView }) => {
  const t = useWords()
  const { clauses } = useTimes()
  const { missing, draft, machineDraft } = sorting.proposal
  const say = useSend(matters, 'say', { stale: [[matters]], then: () => toast(t('screen.asked'), 'good') })
  const send = (text: string) => say.now({ params: { id: of.id }, body: { text, isPublic: true } })
  const maySay = of.isOpen && of.acts.includes('say')
  return (
    <>
      {missing.length > 0 && (
        <Section title={t('screen.missing')}>
          <ul className="triage-because">
            {missing.map(({ fact, question }) => (
              <li key={fact}>{question}</li>
            ))}
          </ul>
          {maySay && (
            <Button isBusy={say.isSending} onClick={() => send(clauses(missing.map(({ question }) => question)))}>
              {t('screen.askReporter')}
            </Button>
          )}
        </Section>
      )}
      <details className="triage-draft">
        <summary>{t('screen.draft')}</summary>
        <p>{draft}</p>
        {maySay && (
          <Button isBusy={say.isSending} onClick={() => send(draft)}>
            {t('screen.sendDraft')}
          </Button>
        )}
      </details>
      {machineDraft && (
        <details className="triage-draft">
          <summary>
            {t('screen.draft')} <Chip tone="soon">{t('screen.machineMade')}</Chip>
          </summary>
          <p>{machineDraft}</p>
          {maySay && (
            <Button isBusy={say.isSending} onClick={() => send(machineDraft)}>
              {t('screen.sendDraft')}
            </Button>
          )}
        </details>
      )}
    </>
  )
}

/** Two problems in one text: the first stays, each other becomes a case of its own with one press. */
const Parts = ({ of, parts }: Asked & { parts: SortingView['proposal']['parts'] }) => {
  const t = useWords()
  const [going, setGoing] = useState<string | null>(null)
  const split = async (text: string, categoryCode: string | null) => {
    if (!of.splitOff) return
    setGoing(text)
    try {
      await of.splitOff(text, categoryCode)
      toast(t('screen.splitDone'), 'good')
      await refresh([triage])
    } finally {
      setGoing(null)
    }
  }
  return (
    <Section title={t('screen.two')}>
      <ul className="triage-units">
        {parts.map((part, n) => (
          <li key={part.text}>
            <p>{part.text}</p>
            {part.caseId ? (
              <Link to={`/cases/${part.caseId}`}>{t('screen.splitInto')}</Link>
            ) : (
              n > 0 &&
              of.isOpen &&
              of.splitOff && (
                <Button
                  isBusy={going === part.text}
                  disabled={going !== null}
                  onClick={() => void split(part.text, part.categoryCode)}
                >
                  {t('screen.split')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Who reports: what they reported before and what became of it, for whoever decides. */
const Before = ({ sorting }: { sorting: SortingView }) => {
  const t = useWords()
  const { when } = useTimes()
  const { earlier } = sorting
  const { reporter } = sorting.proposal
  if (!reporter || reporter.count === 0) return null
  return (
    <details className="triage-draft">
      <summary>{t('screen.before', { count: reporter.count })}</summary>
      <p className="triage-note">{reporter.why}</p>
      <ul className="triage-because">
        {earlier.map((one) => (
          <li key={one.id}>
            <Link to={`/cases/${one.id}`}>
              {one.number} {one.title}
            </Link>{' '}
            <span className="triage-note">
              {when(one.openedAt)} · {t(`screen.ended.${one.ended}`)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Alike = ({ of, sorting }: Asked & { sorting: SortingView }) => {
  const t = useWords()
  const percent = usePercent()
  const merge = useSend(matters, 'merge', { stale: [[matters]], then: () => toast(t('screen.merged'), 'good') })
  const { alike, parts } = sorting.proposal
  return (
    <>
      {alike.length > 0 && (
        <Section title={t('screen.alike')}>
          <ul className="triage-units">
            {alike.map((one) => (
              <li key={one.caseId}>
                <div className="triage-row">
                  <Link to={`/cases/${one.caseId}`}>{one.title}</Link>
                  <span className="number">{percent(one.likeness)}</span>
                </div>
                <p className="triage-note">
                  {one.number} · {one.why}
                </p>
                {of.isOpen && of.acts.includes('merge') && (
                  <Button
                    isBusy={merge.isSending}
                    onClick={() =>
                      merge.now({
                        params: { id: one.caseId },
                        body: { childIds: [of.id], because: t('screen.sameThing') },
                      })
                    }
                  >
                    {t('screen.mergeInto')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {parts.length > 1 && <Parts of={of} parts={parts} />}
    </>
  )
}

export default function Advice({ of }: Asked) {
  const t = useWords()
  const enabled = useMay()('triage.read')
  const { data } = useAsk(triage, 'sorting', { params: { id: of.id } }, { staleSeconds: 5, enabled })
  const [place, setPlace] = useState<Place | null>(null)
  // A case that was never sorted has nothing to show; the page is whole without it.
  if (!data) return null
  const first = data.ranked[0]?.code ?? ''
  const marked = (data.proposal.because[first] ?? []).map(({ word }) => word).filter((word) => word.length > 1)
  return (
    <section className="triage-advice" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {data.forwardedAt && <Notice tone="plain">{t('screen.forwarded')}</Notice>}
      {data.wrongBecause && <Notice tone="soon">{t(`screen.wrong.${data.wrongBecause}`)}</Notice>}
      {!data.isTrained && <p className="triage-note">{t('screen.untrainedShort')}</p>}
      {marked.length > 0 && of.text && <Words text={of.text} marked={marked} />}
      <Grade sorting={data} />
      <Entities sorting={data} />
      {data.proposal.photosSay && <p className="triage-note">{data.proposal.photosSay}</p>}
      <Places of={of} sorting={data} chosen={place} onChoose={setPlace} />
      <Categories of={of} sorting={data} place={place} />
      <Units of={of} sorting={data} />
      {!data.forwardedAt && data.hurdles.length > 0 && (
        <details className="triage-draft">
          <summary>{t('screen.whyNot')}</summary>
          <ul className="triage-because">
            {data.hurdles.map((hurdle) => (
              <li key={hurdle}>{t(`screen.hurdle.${hurdle}`)}</li>
            ))}
          </ul>
        </details>
      )}
      <Before sorting={data} />
      <Missing of={of} sorting={data} />
      <Alike of={of} sorting={data} />
    </section>
  )
}
