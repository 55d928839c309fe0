/** The reporter's number, masked; shown whole for a stated purpose only, and whoever looks leaves a trace. */
import { Button, Field, Icon, Notice, SelectField, useMay, useSend } from '@liren/web'
import { Modal } from 'antd'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'

const purposes = ['askDetails', 'tellResult', 'visit', 'other'] as const

export const ContactLine = ({ of }: { of: CaseView }) => {
  const { d } = useCaseWords()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>('askDetails')
  const [words, setWords] = useState('')
  const send = useSend(cases, 'contact', { stale: [[cases]], then: () => setAsking(false) })
  if (!of.contact)
    return of.isAnonymous
      ? d('anonymous')
      : of.matter.parties.some((party) => party.kind === 'reporter')
        ? (of.matter.parties.find((party) => party.kind === 'reporter')?.name ?? d('byAccount'))
        : d('noContact')
  const shown = send.reply
  const said = purpose === 'other' ? words.trim() : d(`purpose.${purpose}`)
  return (
    <>
      {shown?.name ?? of.contact.name ?? ''}{' '}
      {shown?.phone ? (
        <a className="phone-link" href={`tel:${shown.phone}`}>
          <Icon name="phone" size={16} /> {shown.phone}
        </a>
      ) : (
        <span>{of.contact.phone}</span>
      )}
      {!shown && may('contact.read') && (
        <button type="button" className="text-button" onClick={() => setAsking(true)}>
          {d('reveal')}
        </button>
      )}
      <Modal
        open={isAsking}
        title={d('revealTitle')}
        onCancel={() => setAsking(false)}
        footer={
          <p className="button-row">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {d('cancel')}
            </Button>
            <Button
              tone="main"
              isBusy={send.isSending}
              disabled={said.length < 2}
              onClick={() => send.now({ params: { id: of.matter.id }, body: { purpose: said } })}
            >
              {d('reveal')}
            </Button>
          </p>
        }
      >
        <div className="detail">
          <Notice tone="soon">{d('willBeRecorded')}</Notice>
          <SelectField
            label={d('purposeLabel')}
            value={purpose}
            choices={purposes.map((value) => ({ value, label: d(`purpose.${value}`) }))}
            onChange={(event) => setPurpose(purposes.find((one) => one === event.target.value) ?? 'other')}
          />
          {purpose === 'other' && (
            <Field
              label={d('purposeWords')}
              maxLength={200}
              value={words}
              error={send.errors.purpose}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </div>
      </Modal>
    </>
  )
}
