/** 本地环节 The steps a place puts into processes: one form each, kept only where they fit, refused at the field that does not. */
import {
  Button,
  Empty,
  Facts,
  Failed,
  Field,
  fieldErrors,
  Notice,
  refresh,
  SelectField,
  Skeleton,
  toast,
  toastProblem,
  useArea,
  useAsk,
  useOwnArea,
  useTimes,
  useWords,
} from '@liren/web'
import { changeSettings, DeskPage, Panel, useSettings } from '@liren/web/desk'
import { Select } from 'antd'
import { useId, useState } from 'react'
import { matters } from '../../contract.ts'
import type { AddedState, Phase } from '../../process.ts'

type Added = Omit<AddedState, 'may' | 'of'> & {
  readonly process: string
  readonly may: readonly string[]
  readonly words: {
    readonly state: string
    readonly move: string
    readonly stateEn?: string
    readonly moveEn?: string
  }
}
type Known = {
  readonly name: string
  readonly module: string
  readonly states: readonly { readonly name: string; readonly phase: Phase }[]
  readonly grounds: readonly string[]
}
const phases = ['intake', 'doing', 'checking'] as const

/** The process a step is put into, and the words for what it names. */
const useSteps = (processes: readonly Known[], of: Added) => {
  const t = useWords('matters')
  const process = processes.find(({ name }) => name === of.process)
  const stateWord = (name: string) => t(`${process?.module}:process.${of.process}.state.${name}`)
  const groundWord = (ground: string) => {
    const [noun, verb] = ground.split('.')
    return verb === undefined ? t(`ground.${noun}`) : t(`${process?.module}:permission.${ground}`)
  }
  return { process, stateWord, groundWord }
}

/** A step as it stands, for whoever may only read it. */
const StepShown = ({ of, processes }: { of: Added; processes: readonly Known[] }) => {
  const t = useWords('matters')
  const { list } = useTimes()
  const { process, stateWord, groundWord } = useSteps(processes, of)
  const both = (word: string, english?: string) => (english ? `${word} (${english})` : word)
  return (
    <Panel title={of.words.state}>
      <Facts
        of={[
          [t('ownStates.process'), t(`${process?.module}:process.${of.process}.title`)],
          [t('ownStates.before'), stateWord(of.before)],
          [t('ownStates.word'), both(of.words.state, of.words.stateEn)],
          [t('ownStates.moveWord'), both(of.words.move, of.words.moveEn)],
          [t('ownStates.phase'), t(`phase.${of.phase}`)],
          [t('ownStates.may'), list(of.may.map(groundWord))],
        ]}
      />
    </Panel>
  )
}

/** Somebody else's to change: what stands is shown, and where the reader may add steps of their own. */
const StepsShown = ({ kept, processes }: { kept: readonly Added[]; processes: readonly Known[] }) => {
  const t = useWords('matters')
  const { code, choose } = useArea()
  const own = useOwnArea()
  return (
    <>
      <Notice>{t(code === null ? 'ownStates.ofDistrict' : 'ownStates.ofOthers')}</Notice>
      {code === null && own.code !== null && (
        <Button onClick={() => choose(own.code)}>{t('ownStates.toOwn', { area: own.name })}</Button>
      )}
      {kept.length === 0 && <Empty icon="flag" title={t('ownStates.none')} hint={t('ownStates.noneHint')} />}
      {kept.map((one) => (
        <StepShown key={`${one.process} ${one.name}`} of={one} processes={processes} />
      ))}
    </>
  )
}

const OneStep = ({
  of,
  processes,
  errorAt,
  change,
  onRemove,
}: {
  of: Added
  processes: readonly Known[]
  errorAt: (field: string) => string | undefined
  change: (part: Partial<Added>) => void
  onRemove: () => void
}) => {
  const t = useWords('matters')
  const id = useId()
  const { process, stateWord, groundWord } = useSteps(processes, of)
  const mayError = errorAt('may')
  return (
    <Panel
      title={of.words.state || t('ownStates.add')}
      tools={<Button onClick={onRemove}>{t('ownStates.remove')}</Button>}
    >
      <div className="two">
        <SelectField
          label={t('ownStates.process')}
          value={of.process}
          error={errorAt('process')}
          choices={processes.map(({ name, module }) => ({ value: name, label: t(`${module}:process.${name}.title`) }))}
          onChange={(event) => change({ process: event.target.value, before: '', may: [] })}
        />
        <SelectField
          label={t('ownStates.before')}
          value={of.before}
          placeholder="—"
          error={errorAt('before')}
          choices={(process?.states ?? []).map(({ name }) => ({ value: name, label: stateWord(name) }))}
          onChange={(event) => change({ before: event.target.value })}
        />
        <Field
          label={t('ownStates.word')}
          value={of.words.state}
          maxLength={20}
          error={errorAt('words.state')}
          onChange={(event) => change({ words: { ...of.words, state: event.target.value } })}
        />
        <Field
          label={t('ownStates.moveWord')}
          value={of.words.move}
          maxLength={20}
          error={errorAt('words.move')}
          onChange={(event) => change({ words: { ...of.words, move: event.target.value } })}
        />
        <Field
          label={t('ownStates.wordEn')}
          hint={t('ownStates.englishHint')}
          value={of.words.stateEn ?? ''}
          maxLength={40}
          error={errorAt('words.stateEn')}
          onChange={(event) => change({ words: { ...of.words, stateEn: event.target.value } })}
        />
        <Field
          label={t('ownStates.moveWordEn')}
          hint={t('ownStates.englishHint')}
          value={of.words.moveEn ?? ''}
          maxLength={40}
          error={errorAt('words.moveEn')}
          onChange={(event) => change({ words: { ...of.words, moveEn: event.target.value } })}
        />
        <Field
          label={t('ownStates.name')}
          hint={t('ownStates.nameHint')}
          value={of.name}
          maxLength={30}
          error={errorAt('name')}
          onChange={(event) => change({ name: event.target.value.trim() })}
        />
        <Field
          label={t('ownStates.move')}
          hint={t('ownStates.nameHint')}
          value={of.move}
          maxLength={30}
          error={errorAt('move')}
          onChange={(event) => change({ move: event.target.value.trim() })}
        />
        <SelectField
          label={t('ownStates.phase')}
          value={of.phase}
          error={errorAt('phase')}
          choices={phases.map((value) => ({ value, label: t(`phase.${value}`) }))}
          onChange={(event) => change({ phase: phases.find((one) => one === event.target.value) ?? 'doing' })}
        />
        <div className="field">
          <label htmlFor={id}>{t('ownStates.may')}</label>
          <Select
            id={id}
            mode="multiple"
            aria-label={t('ownStates.may')}
            value={[...of.may]}
            options={(process?.grounds ?? []).map((value) => ({ value, label: groundWord(value) }))}
            onChange={(may: string[]) => change({ may })}
          />
          {mayError !== undefined && (
            <p className="field-error" role="alert">
              {mayError}
            </p>
          )}
        </div>
      </div>
    </Panel>
  )
}

const Steps = ({
  area,
  kept,
  processes,
}: {
  area: string | null
  kept: readonly Added[]
  processes: readonly Known[]
}) => {
  const t = useWords('matters')
  const [items, setItems] = useState(kept)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [isBusy, setBusy] = useState(false)
  const set = (next: readonly Added[]) => {
    setErrors({})
    setItems(next)
  }
  const [first] = processes
  const add = () =>
    set([
      ...items,
      {
        process: first?.name ?? '',
        name: '',
        phase: 'doing',
        before: '',
        move: '',
        may: [],
        words: { state: '', move: '' },
      },
    ])
  const keep = async () => {
    setBusy(true)
    try {
      await changeSettings('matters', area, { addedStates: items })
      await refresh([{ name: 'kernel' }], [matters])
      toast(t('ownStates.kept'), 'good')
    } catch (thrown) {
      const found = fieldErrors(thrown)
      setErrors(found)
      if (Object.keys(found).length === 0) toastProblem(thrown)
    }
    setBusy(false)
  }
  const errorAt = (at: number) => (field: string) =>
    Object.entries(errors).find(([name]) => name.replace(/^values\./, '').startsWith(`addedStates.${at}.${field}`))?.[1]
  const whole = errors.addedStates ?? errors['values.addedStates']
  return (
    <>
      {area === null && <Notice>{t('ownStates.chooseArea')}</Notice>}
      {whole !== undefined && <Notice tone="overdue">{whole}</Notice>}
      {items.length === 0 && <Empty icon="flag" title={t('ownStates.none')} hint={t('ownStates.noneHint')} />}
      {items.map((one, at) => (
        <OneStep
          key={at}
          of={one}
          processes={processes}
          errorAt={errorAt(at)}
          change={(part) => set(items.map((before, index) => (index === at ? { ...before, ...part } : before)))}
          onRemove={() => set(items.filter((_, index) => index !== at))}
        />
      ))}
      <div className="button-row">
        <Button icon="plus" onClick={add}>
          {t('ownStates.add')}
        </Button>
        <Button tone="main" isBusy={isBusy} disabled={items === kept} onClick={() => void keep()}>
          {t('ownStates.keep')}
        </Button>
      </div>
    </>
  )
}

export default function OwnStatesPage() {
  const t = useWords('matters')
  const { code, area } = useArea()
  const settings = useSettings(code)
  const processes = useAsk(matters, 'processes', {}, { staleSeconds: 600 })
  // The server checked it against its schema when it was written.
  const kept = settings.data?.items.find(({ module }) => module === 'matters')?.values.addedStates as
    | readonly Added[]
    | undefined
  const error = settings.error ?? processes.error
  return (
    <DeskPage
      title={t('nav.ownStates')}
      hint={`${t('ownStates.hint')} ${t('ownStates.where')} ${area?.name ?? t('ownStates.everywhere')}`}
    >
      {error ? (
        <Failed error={error} again={() => void Promise.all([settings.refetch(), processes.refetch()])} />
      ) : settings.data && processes.data ? (
        settings.data.mayChange ? (
          <Steps
            key={`${code} ${JSON.stringify(kept)}`}
            area={code}
            kept={kept ?? []}
            processes={processes.data.items}
          />
        ) : (
          <StepsShown kept={kept ?? []} processes={processes.data.items} />
        )
      ) : (
        <Skeleton rows={6} />
      )}
    </DeskPage>
  )
}
