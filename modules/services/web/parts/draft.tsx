/** A draft: first the form, drawn by whoever knows forms; then the papers. What somebody else began is taken up first. */
import { forms } from '@liren/forms/contract'
import { FillForm } from '@liren/forms/web/fill-form'
import { Button, ButtonLink, Facts, Notice, Page, refresh, toast, useSend, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'
import { Eligibility } from './eligibility.tsx'
import { MaterialsStep } from './materials-step.tsx'
import { useChannel } from './use-channel.ts'

/** 接着办 The same application, on the recorded authority. */
const TakeUp = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const { when } = useTimes()
  const channel = useChannel()
  const send = useSend(services, 'takeUp', { then: () => toast(t('screen.takenUp'), 'good') })
  return (
    <Page
      title={of.itemName}
      back="/services"
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          onClick={() =>
            send.now({ params: { id: of.id }, body: { channel: channel === 'mobile' ? 'agent' : channel } })
          }
        >
          {t('screen.takeUp')}
        </Button>
      }
    >
      <Notice>{t('screen.takeUpHint')}</Notice>
      <Facts
        of={[
          [t('screen.begunAt'), when(of.madeAt)],
          [t('screen.channelCol'), of.channels.map((one) => t(`channel.${one}`)).join(' → ')],
        ]}
      />
    </Page>
  )
}

const Filling = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const { form } = of
  if (form?.state === 'draft')
    return (
      <FillForm
        submission={form}
        back="/services"
        before={
          <>
            <Eligibility of={of} />
            <p>
              <ButtonLink to={`/services/print/${of.itemCode}?of=${of.formId}`} icon="print">
                {t('screen.printPaper')}
              </ButtonLink>
            </p>
          </>
        }
        onHandedIn={() => void refresh([services, 'read'], [forms])}
      />
    )
  return (
    <Page title={of.itemName} back="/services">
      <Notice tone="good">
        {t('screen.filled', { typed: form?.tally?.typed ?? 0, base: of.item.baseline.fields })}
      </Notice>
      <MaterialsStep
        all={[of]}
        onDone={([code]) => toast(code ? t('screen.handedInCode', { code }) : t('screen.handedIn'), 'good')}
      />
    </Page>
  )
}

export const Draft = ({ of }: { of: ApplicationView }) => (of.isInHand ? <Filling of={of} /> : <TakeUp of={of} />)
