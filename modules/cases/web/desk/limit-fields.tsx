/** The limits of a category, a field for each clock, with what holds where a field stays empty. */
import { limitNames } from '../../own-limits.ts'
import { type Limit, useCaseWords } from './case-words.ts'
import { LimitField } from './form-parts.tsx'

type Limits = Readonly<Record<string, Limit>>

/** `kept`: what holds now; a clock missing there goes by the process. `onChange` gets all limits, emptied fields left out. */
export const LimitFields = ({
  kept,
  limits,
  onChange,
}: {
  readonly kept: Limits
  readonly limits: Limits
  readonly onChange: (limits: Limits) => void
}) => {
  const { d, clock, limit: said } = useCaseWords()
  return (
    <div className="limits">
      {limitNames.map((name) => {
        const usual = kept[name]
        return (
          <LimitField
            key={name}
            label={clock(name)}
            hint={usual ? d('now', { limit: said(usual) }) : d('byProcess')}
            value={limits[name] ?? null}
            onChange={(value) =>
              onChange(
                Object.fromEntries([
                  ...Object.entries(limits).filter(([one]) => one !== name),
                  ...(value ? [[name, value] as const] : []),
                ]),
              )
            }
          />
        )
      })}
    </div>
  )
}
