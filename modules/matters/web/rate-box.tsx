/** Rating at the end of a matter, for whoever reported it with an account. */
import { toast, useSend, useWords } from '@liren/web'
import { type MatterView, matters } from '../contract.ts'
import { RateForm } from './rate-form.tsx'

export const RateBox = ({ of }: { of: Pick<MatterView, 'id' | 'acts' | 'terms'> }) => {
  const t = useWords('matters')
  const send = useSend(matters, 'rate', { stale: [[matters]], then: () => toast(t('screen.thanks'), 'good') })
  if (!of.acts.includes('rate')) return null
  return (
    <RateForm
      key={of.id}
      isBusy={send.isSending}
      lowScore={of.terms.lowScore}
      onRate={(body) => send.now({ params: { id: of.id }, body })}
    />
  )
}
