/** Stops what works for others at once, or lets it work again, after saying why. */
import { Button, Section, TextField, useWords } from '@liren/web'
import { useState } from 'react'

export const StopSwitch = ({
  isOn,
  isBusy,
  error,
  onSwitch,
}: {
  readonly isOn: boolean
  readonly isBusy: boolean
  readonly error: string | undefined
  readonly onSwitch: (because: string) => void
}) => {
  const t = useWords('catalogue')
  const [because, setBecause] = useState('')
  const act = t(isOn ? 'screen.ports.stop' : 'screen.ports.start')
  return (
    <Section title={act}>
      <TextField
        label={t('screen.ports.because')}
        rows={2}
        value={because}
        maxLength={300}
        error={error}
        onChange={(event) => setBecause(event.target.value)}
      />
      <Button
        tone={isOn ? 'urgent' : 'main'}
        isBusy={isBusy}
        disabled={because.trim().length < 2}
        onClick={() => onSwitch(because.trim())}
      >
        {act}
      </Button>
    </Section>
  )
}
