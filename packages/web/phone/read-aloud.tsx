/** Reads a page aloud with the device's own voice; where the device has none, the button is not there. */
import { type RefObject, useEffect, useState } from 'react'
import { Icon } from '../icon.tsx'
import { useLook } from '../look.ts'
import { useWords } from '../words.ts'

export const ReadAloud = ({ of }: { of: RefObject<HTMLElement | null> }) => {
  const t = useWords('web')
  const { locale } = useLook()
  const [isReading, setReading] = useState(false)
  const voice = globalThis.speechSynthesis as SpeechSynthesis | undefined
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!voice) return null
  const toggle = () => {
    voice.cancel()
    if (isReading) return setReading(false)
    const speech = new SpeechSynthesisUtterance(of.current?.innerText ?? '')
    speech.lang = locale
    speech.rate = 0.95
    speech.onend = () => setReading(false)
    voice.speak(speech)
    setReading(true)
  }
  return (
    <button type="button" className="icon-button" onClick={toggle} aria-pressed={isReading} aria-label={t('readAloud')}>
      <Icon name={isReading ? 'close' : 'speaker'} />
    </button>
  )
}
