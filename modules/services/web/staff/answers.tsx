/** What was answered and what visits found: read for a stated reason, and whoever applied sees that it was. */
import { Photos } from '@liren/files/web/photos.tsx'
import { AnswersList } from '@liren/forms/web/answers-list'
import { Button, Facts, Field, Notice, Section, Slot, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'

export const Answers = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const [reason, setReason] = useState('')
  const send = useSend(services, 'revealAnswers', { stale: [] })
  const { reply } = send
  if (reply)
    return (
      <>
        <Section title={t('screen.answers')}>
          <Facts of={[[t('screen.applicant'), reply.name ?? '–']]} />
        </Section>
        {reply.form ? <AnswersList of={reply.form} isClear /> : <p>{t('screen.noAnswers')}</p>}
        {reply.papers.length > 0 && (
          <Section title={t('screen.papers')}>
            {reply.papers.map(({ key, name, files }) => (
              <div key={key}>
                <p>{name}</p>
                <Photos label={name} of={files} />
              </div>
            ))}
          </Section>
        )}
        {reply.decision !== null && (
          <Section title={t('screen.decision')}>
            <p>{reply.decision}</p>
          </Section>
        )}
        {reply.findings.length > 0 && (
          <Section title={t('screen.findings')}>
            {reply.findings.map(({ visitId, found, files }) => (
              <div key={visitId}>
                <p>{found}</p>
                <Photos label={t('screen.findings')} of={files} />
              </div>
            ))}
          </Section>
        )}
        {of.outcome === 'approved' && (
          <Slot name="services:approved" of={{ personId: reply.personId, issues: of.item.issues ?? null }} />
        )}
      </>
    )
  return (
    <Section title={t('screen.answers')}>
      <Notice>{t('screen.lookIsSeen')}</Notice>
      <Field
        label={t('screen.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        icon="eye"
        disabled={reason.trim().length < 2}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id: of.id }, body: { reason: reason.trim() } })}
      >
        {t('screen.readAnswers')}
      </Button>
    </Section>
  )
}
