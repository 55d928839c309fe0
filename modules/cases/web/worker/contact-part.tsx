/** The reporter's number: masked until a purpose is given; then one press calls, and one press notes how the call went. */
import { ask, Button, Icon, Sheet, toastProblem, useMay, useWords } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { Choices, usePhrases } from './case-form.tsx'
import { useKeeping } from './kept.ts'

const results = ['reached', 'noAnswer', 'busy', 'wrongNumber'] as const

export const ContactPart = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const may = useMay()
  const purposes = usePhrases()('purpose')
  const keep = useKeeping(of)
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [shown, show] = useState<{ readonly name: string | null; readonly phone: string | null } | null>(null)
  const [hasCalled, setCalled] = useState(false)
  const { contact, matter } = of
  if (!contact) return null
  const reveal = async (purpose: string) => {
    setBusy(true)
    try {
      show(await ask(cases, 'contact', { params: { id: matter.id }, body: { purpose } }))
      setAsking(false)
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  const note = async (outcome: (typeof results)[number]) => {
    setCalled(false)
    await keep.act('logCall', t('matters:act.logCall'), {
      body: { toName: contact.name ?? t('screen.reporter'), channel: 'phone', outcome },
    })
  }
  return (
    <div className="contact">
      <p className="contact-who">
        <Icon name="person" size={20} />
        <span>
          {t('screen.reporter')} {shown?.name ?? contact.name} <b>{shown?.phone ?? contact.phone}</b>
        </span>
      </p>
      {shown?.phone ? (
        <a className="button button-plain" href={`tel:${shown.phone}`} onClick={() => setCalled(true)}>
          <Icon name="phone" size={20} />
          <span>{t('screen.worker.callReporter')}</span>
        </a>
      ) : (
        contact.phone !== null &&
        may('contact.read') && (
          <Button icon="eye" onClick={() => setAsking(true)}>
            {t('screen.worker.reveal')}
          </Button>
        )
      )}
      {hasCalled && (
        <div className="contact-result">
          <Choices
            label={t('screen.worker.howWasIt')}
            value={null}
            choices={results.map((value) => ({ value, label: t(`matters:callOutcome.${value}`) }))}
            onChange={(outcome) => void note(outcome)}
          />
        </div>
      )}
      {isAsking && (
        <Sheet isOpen onClose={() => setAsking(false)} title={t('screen.worker.revealWhy')}>
          <p className="field-hint">{t('screen.worker.revealHint')}</p>
          <div className="more-acts">
            {purposes.map((purpose) => (
              <Button key={purpose} isWide isBusy={isBusy} onClick={() => void reveal(purpose)}>
                {purpose}
              </Button>
            ))}
          </div>
        </Sheet>
      )}
    </div>
  )
}
