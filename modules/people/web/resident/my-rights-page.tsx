/** 我的信息权利 One file with everything held about me; and asking to be erased, with what that means said first. */
import {
  ask,
  Button,
  Chip,
  Confirm,
  Empty,
  Facts,
  List,
  Page,
  problemOf,
  refresh,
  Section,
  TextField,
  toast,
  usePages,
  useProof,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { people } from '../../contract.ts'
import { type Copy, saveCopy } from '../save-copy.ts'

export default function MyRightsPage() {
  const t = useWords()
  const { when, day } = useTimes()
  const { act, sheet } = useProof()
  const [copy, setCopy] = useState<Copy | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const requests = usePages(people, 'listMyErasures', { query: {} })
  const withdraw = useSend(people, 'withdrawErasure', { then: () => toast(t('screen.rights.withdrawn'), 'good') })
  const isOpen = requests.items.some(({ state }) => state === 'open')
  const take = () =>
    void act(async () => {
      const taken = await ask(people, 'takeMyCopy', {})
      saveCopy(taken)
      setCopy(taken)
      await refresh([people, 'listMyFootprints'])
    })
  const send = () => {
    setAsking(false)
    void act(async () => {
      await ask(people, 'askErasure', { body: reason.trim() ? { reason: reason.trim() } : {} })
      setReason('')
      toast(t('screen.rights.asked'), 'good')
      await refresh([people, 'listMyErasures'])
    })
  }
  if (problemOf(requests.error)?.code === 'people/no-record')
    return (
      <Page title={t('nav.myRights')} back="/people/me">
        <Empty icon="person" title={t('screen.me.none')} hint={t('screen.me.noneHint')} />
      </Page>
    )
  return (
    <Page title={t('nav.myRights')} back="/people/me">
      {sheet}
      <Section title={t('screen.rights.copy')}>
        <p>{t('screen.rights.copyWhat')}</p>
        <Button tone="main" isWide icon="download" onClick={take}>
          {t('screen.rights.take')}
        </Button>
        {copy && (
          <>
            <p role="status">{t('screen.rights.taken', { count: copy.parts.length })}</p>
            <Facts
              of={copy.parts.map(({ title, what, held }) => [
                title,
                held === null || (Array.isArray(held) && held.length === 0) ? t('screen.rights.nothing') : what,
              ])}
            />
          </>
        )}
      </Section>
      <Section title={t('screen.rights.erase')}>
        <p>{t('screen.rights.eraseWhat')}</p>
        {!isOpen && (
          <Button isWide onClick={() => setAsking(true)}>
            {t('screen.rights.ask')}
          </Button>
        )}
        <List {...requests} keyOf={(one) => one.id} empty={null} label={t('screen.rights.earlier')}>
          {(one) => (
            <>
              <Facts
                of={[
                  [
                    t('screen.state.title'),
                    <Chip key="state" tone={one.state === 'open' ? 'main' : 'done'}>
                      {t(`screen.rights.state.${one.state}`)}
                    </Chip>,
                  ],
                  [t('screen.rights.askedAt'), when(one.askedAt)],
                  one.state === 'open' && [t('screen.rights.dueOn'), day(one.dueOn)],
                  one.answer !== null && [t('screen.rights.answer'), one.answer],
                ]}
              />
              {one.state === 'open' && (
                <Button isWide isBusy={withdraw.isSending} onClick={() => withdraw.now({ params: { id: one.id } })}>
                  {t('screen.rights.withdraw')}
                </Button>
              )}
            </>
          )}
        </List>
      </Section>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('screen.rights.ask')}
        verb={t('screen.rights.askForGood')}
        onYes={send}
        isUrgent
      >
        <p>{t('screen.rights.eraseWhat')}</p>
        <TextField
          label={t('screen.rights.why')}
          isOptional
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Confirm>
    </Page>
  )
}
