/** How credits and boards are reckoned: which version counts, which will, what each changed; the district publishes the next. */
import {
  Chip,
  Failed,
  Field,
  Notice,
  SelectField,
  Skeleton,
  toast,
  useAsk,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { Detail, Panel } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { type CreditFormula, type FormulaVersion, formulaParts, toolLibrary, worthBy } from '../../contract.ts'
import { useSay, type Words } from '../parts/say.ts'
import './formula-part.css'

type Credit = {
  readonly publisher: string
  readonly name: Words
  readonly citing: number
  readonly cited: number
  readonly months: number
  readonly quality: number
}

const written = (formula: CreditFormula): Record<keyof CreditFormula, string> => ({
  citingPoints: String(formula.citingPoints),
  citedPoints: String(formula.citedPoints),
  monthPoints: String(formula.monthPoints),
  qualityPoints: String(formula.qualityPoints),
  qualityScore: String(formula.qualityScore),
  qualityUnits: String(formula.qualityUnits),
  creditAfterDays: String(formula.creditAfterDays),
  usedWithinDays: String(formula.usedWithinDays),
  savedPercent: String(formula.savedPercent),
  unusedDays: String(formula.unusedDays),
  standardUnits: String(formula.standardUnits),
  standardDays: String(formula.standardDays),
  commentDays: String(formula.commentDays),
})

const Revising = ({
  of,
  follows,
  earliestOn,
  credits,
  onDone,
}: {
  of: FormulaVersion
  follows: number
  earliestOn: string
  credits: readonly Credit[]
  onDone: () => void
}) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { day } = useTimes()
  const [form, setForm] = useState(() => written(of.formula))
  const [because, setBecause] = useState('')
  const [effectiveOn, setEffectiveOn] = useState(earliestOn)
  const send = useSend(toolLibrary, 'publishFormula', {
    stale: [[toolLibrary]],
    then: (version) => {
      toast(t('formula.published', { day: day(version.effectiveOn) }), 'good')
      onDone()
    },
  })
  const isWhole = formulaParts.every((part) => /^\d{1,4}$/.test(form[part]))
  const changed: CreditFormula = { ...of.formula }
  for (const part of formulaParts) changed[part] = Number(form[part])
  const isChanged = formulaParts.some((part) => changed[part] !== of.formula[part])
  const shifted = credits
    .map((one) => ({ ...one, before: worthBy(of.formula, one), after: worthBy(changed, one) }))
    .toSorted((one, other) => other.after - one.after)
    .slice(0, 8)
  return (
    <div className="form-stack">
      {formulaParts.map((part) => (
        <Field
          key={part}
          label={t(`formulaPart.${part}`)}
          inputMode="numeric"
          value={form[part]}
          error={send.errors[`formula.${part}`]}
          onChange={(event) => setForm((old) => ({ ...old, [part]: event.target.value.trim() }))}
        />
      ))}
      <Field
        label={t('formula.because')}
        value={because}
        maxLength={300}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <Field
        label={t('formula.effectiveOn')}
        type="date"
        min={earliestOn}
        hint={t('formula.effectiveHint', { day: day(earliestOn) })}
        value={effectiveOn}
        error={send.errors.effectiveOn}
        onChange={(event) => setEffectiveOn(event.target.value)}
      />
      {!isChanged || !isWhole ? (
        <p className="studio-note">{t('formula.unchanged')}</p>
      ) : shifted.length === 0 ? (
        <p className="studio-note">{t('formula.noTrial')}</p>
      ) : (
        <section aria-live="polite">
          <b>{t('formula.trial')}</b>
          <ul>
            {shifted.map(({ publisher, name, before, after }) => (
              <li key={publisher}>{t('formula.trialLine', { name: say(name), before, after })}</li>
            ))}
          </ul>
        </section>
      )}
      {send.errors.follows && <Notice tone="overdue">{send.errors.follows}</Notice>}
      <Button
        type="primary"
        loading={send.isSending}
        disabled={!isWhole || !isChanged || because.trim().length < 2 || effectiveOn === ''}
        onClick={() => send.now({ body: { formula: changed, because: because.trim(), effectiveOn, follows } })}
      >
        {t('formula.publish')}
      </Button>
    </div>
  )
}

/** One version: what it changed against the one before it, why, and by whom. */
const Version = ({ of, before }: { of: FormulaVersion; before: FormulaVersion | undefined }) => {
  const t = useWords('tool-library')
  const { day } = useTimes()
  const word = of.withdrawnOn ? 'formula.withdrawn' : 'formula.wasFrom'
  return (
    <li>
      <b>{t(word, { version: of.version, day: day(of.effectiveOn) })}</b>
      {of.because !== '' && <div className="studio-note">{t('formula.becauseLine', { because: of.because })}</div>}
      {before &&
        formulaParts
          .filter((part) => of.formula[part] !== before.formula[part])
          .map((part) => (
            <div key={part} className="studio-note">
              {t('formula.change', {
                name: t(`formulaPart.${part}`),
                before: before.formula[part],
                after: of.formula[part],
              })}
            </div>
          ))}
      {of.publishedByName !== '' && (
        <div className="studio-note">{t('formula.byWhom', { name: of.publishedByName, day: day(of.publishedOn) })}</div>
      )}
    </li>
  )
}

export const FormulaPart = ({
  by,
  chosen,
  choose,
  credits,
}: {
  /** By which the boards are reckoned now. */
  by: FormulaVersion
  chosen: number | null
  choose: (version: number | null) => void
  credits: readonly Credit[]
}) => {
  const t = useWords('tool-library')
  const { day } = useTimes()
  const may = useMay()
  const { grants } = useSession()
  // A courtesy of the screen: the server asks whether the whole district is in reach.
  const mayPublish = may('tool.keep') && grants.some(({ unitId, area }) => unitId === null && /^\d{0,6}0*$/.test(area))
  const [isOpen, open] = useState(false)
  const { data, error, refetch } = useAsk(toolLibrary, 'formulas', {})
  const withdraw = useSend(toolLibrary, 'withdrawFormula', {
    stale: [[toolLibrary]],
    then: () => toast(t('formula.withdrawn2'), 'good'),
  })
  const counting = data?.items.find(({ version }) => version === data.counting)
  const first = data?.items[0]
  const coming = data?.items.filter(({ version, withdrawnOn }) => version > data.counting && withdrawnOn === null) ?? []
  const beforeOf = ({ version }: FormulaVersion) =>
    data?.items.find((one) => one.version < version && one.withdrawnOn === null)
  return (
    <Panel
      title={t('formula.title')}
      tools={mayPublish && counting && <Button onClick={() => open(true)}>{t('formula.revise')}</Button>}
    >
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data || !counting || !first ? (
        <Skeleton rows={4} />
      ) : (
        <div className="form-stack">
          <p className="studio-note">{t('formula.hint')}</p>
          <div>
            <Chip tone="done">
              {t(counting.version === 1 ? 'formula.first' : 'formula.counts', {
                version: counting.version,
                day: day(counting.effectiveOn),
              })}
            </Chip>
          </div>
          {coming.map((one) => (
            <div key={one.version} className="studio-acts">
              <Chip tone="soon">{t('formula.upcoming', { version: one.version, day: day(one.effectiveOn) })}</Chip>
              {mayPublish && (
                <Popconfirm
                  title={t('formula.withdrawAsk', { version: one.version })}
                  okText={t('formula.withdraw')}
                  cancelText={t('formula.keep')}
                  onConfirm={() => withdraw.now({ params: { version: String(one.version) } })}
                >
                  <Button size="small" loading={withdraw.isSending}>
                    {t('formula.withdraw')}
                  </Button>
                </Popconfirm>
              )}
            </div>
          ))}
          <dl className="formula-parts">
            {formulaParts.map((part) => (
              <div key={part}>
                <dt>{t(`formulaPart.${part}`)}</dt>
                <dd>{by.formula[part]}</dd>
              </div>
            ))}
          </dl>
          {data.items.length > 1 && (
            <>
              <SelectField
                label={t('formula.by')}
                hint={t('formula.byHint')}
                value={chosen === null ? '' : String(chosen)}
                onChange={(event) => choose(event.target.value === '' ? null : Number(event.target.value))}
                choices={[
                  { value: '', label: t('formula.byNow') },
                  ...data.items
                    .filter(({ withdrawnOn, version }) => withdrawnOn === null && version !== data.counting)
                    .map((one) => ({
                      value: String(one.version),
                      label: t('formula.wasFrom', { version: one.version, day: day(one.effectiveOn) }),
                    })),
                ]}
              />
              <details>
                <summary>{t('formula.history')}</summary>
                <ul>
                  {data.items.map((one) => (
                    <Version key={one.version} of={one} before={beforeOf(one)} />
                  ))}
                </ul>
              </details>
            </>
          )}
          <Detail isOpen={isOpen} onClose={() => open(false)} title={t('formula.revise')}>
            <Revising
              of={coming[0] ?? counting}
              follows={first.version}
              earliestOn={data.earliestOn}
              credits={credits}
              onDone={() => open(false)}
            />
          </Detail>
        </div>
      )}
    </Panel>
  )
}
