/** What enterprises and associations offer: invited under a publisher's name, or told why not. */
import { Chip, Facts, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type OfferRow, offerStates, toolLibrary } from '../../contract.ts'
import './studio/studio.css'

export const offerTone = (state: OfferRow['state']) =>
  state === 'invited' ? ('done' as const) : state === 'received' ? ('soon' as const) : ('plain' as const)

const Answering = ({ of, onDone }: { of: OfferRow; onDone: () => void }) => {
  const t = useWords('tool-library')
  const [answer, setAnswer] = useState('')
  const [publisher, setPublisher] = useState('')
  const send = useSend(toolLibrary, 'answerOffer', {
    stale: [
      [toolLibrary, 'offers'],
      [toolLibrary, 'publishers'],
    ],
    then: () => {
      toast(t('offer.answered'), 'good')
      onDone()
    },
  })
  const go = (isInvited: boolean) =>
    send.now({
      params: { id: of.id },
      body: { isInvited, answer, ...(isInvited ? { publisher: publisher.trim() } : {}) },
    })
  const isShort = answer.trim().length < 4
  return (
    <div className="studio-part">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('offer.publisher')}</span>
        <Input
          value={publisher}
          maxLength={60}
          placeholder="huayuan-tech"
          onChange={(event) => setPublisher(event.target.value)}
        />
        <span className="studio-note">{t(of.hasKey ? 'offer.keyComes' : 'offer.keyMissing')}</span>
        {send.errors.publisher && <p className="studio-fault">{send.errors.publisher}</p>}
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('offer.answer')}</span>
        <Input.TextArea
          value={answer}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          placeholder={t('offer.answerHint')}
          onChange={(event) => setAnswer(event.target.value)}
        />
        {send.errors.answer && <p className="studio-fault">{send.errors.answer}</p>}
      </label>
      <div className="studio-acts">
        <Button
          type="primary"
          disabled={isShort || publisher.trim().length < 2}
          loading={send.isSending}
          onClick={() => go(true)}
        >
          {t('offer.invite')}
        </Button>
        <Button disabled={isShort} loading={send.isSending} onClick={() => go(false)}>
          {t('offer.decline')}
        </Button>
      </div>
    </div>
  )
}

export default function OffersPage() {
  const t = useWords()
  const { when } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<OfferRow | null>(null)
  const state = offerStates.find((one) => one === filters.state)
  return (
    <DeskPage title={t('nav.offers')} hint={t('offer.deskHint')}>
      <ListTable
        contract={toolLibrary}
        route="offers"
        input={{ query: state ? { state } : {} }}
        filters={[
          {
            name: 'state',
            label: t('desk.state'),
            choices: offerStates.map((value) => ({ value, label: t(`offerState.${value}`) })),
          },
        ]}
        columns={[
          { key: 'title', title: t('offer.title'), cell: (row) => row.title },
          { key: 'organisation', title: t('offer.organisation'), cell: (row) => row.organisation },
          { key: 'kind', title: t('offer.kind'), width: 110, cell: (row) => t(`offerKind.${row.kind}`) },
          { key: 'at', title: t('screen.openedAt'), width: 170, cell: (row) => when(row.offeredAt) },
          {
            key: 'state',
            title: t('desk.state'),
            width: 100,
            cell: (row) => <Chip tone={offerTone(row.state)}>{t(`offerState.${row.state}`)}</Chip>,
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.title ?? t('nav.offers')}>
        {open && (
          <>
            <p>{open.what}</p>
            <Facts
              of={[
                [t('offer.organisation'), open.organisation],
                [t('offer.kind'), t(`offerKind.${open.kind}`)],
                [t('offer.needsToKnow'), open.needsToKnow],
                [t('offer.cost'), open.cost],
                open.publisher !== null && [t('offer.publisher'), open.publisher],
                open.answer !== null && [t('offer.answer'), open.answer],
              ]}
            />
            {open.state === 'received' && <Answering key={open.id} of={open} onDone={() => setOpen(null)} />}
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
