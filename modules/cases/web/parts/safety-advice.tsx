/** Whom to call now, when the words tell of danger: calm sentences, and numbers a thumb can press. */
import { Icon, useWords } from '@liren/web'
import './cases.css'

export type Advice = { readonly word: string; readonly numbers: readonly string[]; readonly text: string }

export const SafetyAdvice = ({ of }: { of: readonly Advice[] }) => {
  const t = useWords('cases')
  if (of.length === 0) return null
  return (
    <section className="safety" role="alert">
      {of.map(({ word, numbers, text }) => (
        <div key={word}>
          <p className="safety-text">
            <Icon name="shield" size={22} />
            <span>{text}</span>
          </p>
          {numbers.length > 0 && (
            <p className="safety-calls">
              {numbers.map((number) => (
                <a key={number} className="button button-urgent" href={`tel:${number}`}>
                  <Icon name="phone" size={20} />
                  <span>{t('screen.call', { number })}</span>
                </a>
              ))}
            </p>
          )}
        </div>
      ))}
    </section>
  )
}
