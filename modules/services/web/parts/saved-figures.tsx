/** 三少一快 as four figures, each with its numerator over its denominator: a reader can check them. */
import { useTimes, useWords } from '@liren/web'
import type { SavingsView } from '../../views.ts'
import '../services.css'

const kinds = [
  ['fields', 'screen.fields'],
  ['materials', 'screen.materials'],
  ['visits', 'screen.visitsSaved'],
  ['time', 'screen.time'],
] as const

export const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 1000) / 10}%`)

export const SavedFigures = ({ of }: { of: SavingsView }) => {
  const t = useWords('services')
  const { number } = useTimes()
  return (
    <dl className="services-figures">
      {kinds.map(([key, word]) => (
        <div key={key}>
          <dt>{t(word)}</dt>
          <dd>
            {percent(of[key].saved)}
            <small>
              {t('screen.ofBase', {
                num: number(Math.round(of[key].numerator * 10) / 10),
                den: number(Math.round(of[key].denominator * 10) / 10),
              })}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
