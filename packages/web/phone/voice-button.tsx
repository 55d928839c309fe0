/** Speaking instead of typing, where the browser can listen. Absent where it cannot. */

import { useEffect, useRef, useState } from 'react'
import { Icon } from '../icon.tsx'
import { useLook } from '../look.ts'
import { toast } from '../toast.tsx'
import { useWords } from '../words.ts'

/** The part of the browser's speech recognition used here; TypeScript does not know it. */
type Recognition = {
  lang: string
  interimResults: boolean
  continuous: boolean
  start: () => void
  stop: () => void
  abort: () => void
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
}

const recogniser = (): (new () => Recognition) | undefined => {
  const known = globalThis as {
    SpeechRecognition?: new () => Recognition
    webkitSpeechRecognition?: new () => Recognition
  }
  return known.SpeechRecognition ?? known.webkitSpeechRecognition
}

export const VoiceButton = ({ onSaid }: { onSaid: (words: string) => void }) => {
  const t = useWords('web')
  const { locale } = useLook()
  const [isListening, setListening] = useState(false)
  const running = useRef<Recognition | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  // What was typed meanwhile stays: the words go to the form as it is when they are heard.
  const said = useRef(onSaid)
  useEffect(() => {
    said.current = onSaid
  })
  const Found = recogniser()
  if (!Found) return null
  const listen = () => {
    if (isListening) return running.current?.stop()
    const one = new Found()
    running.current = one
    one.lang = locale === 'en' ? 'en-GB' : 'zh-CN'
    one.interimResults = false
    one.continuous = false
    one.onresult = ({ results }) => said.current(Array.from(results, (result) => result[0]?.transcript ?? '').join(''))
    one.onerror = ({ error }) => {
      if (error !== 'aborted') toast(t(error === 'not-allowed' ? 'voice.refused' : 'voice.failed'))
    }
    one.onend = () => setListening(false)
    setListening(true)
    one.start()
  }
  return (
    <button type="button" className="voice" aria-pressed={isListening} onClick={listen}>
      <Icon name="microphone" size={20} />
      <span>{t(isListening ? 'voice.listening' : 'voice.speak')}</span>
    </button>
  )
}
