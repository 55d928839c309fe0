/** A form's life beside its editor: every version with what was said of it, a community's own variant, a field added on the spot. */
import {
  Button,
  Chip,
  Field,
  Row,
  SelectField,
  Sheet,
  toast,
  useArea,
  useAsk,
  useGo,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Panel } from '@liren/web/desk'
import { useState } from 'react'
import { forms } from '../../contract.ts'
import { type FormDefinition, type Field as FormField, say } from '../../definition.ts'
import { leavesOf } from '../../outline.ts'

const kinds = {
  text: { maxLength: 200 },
  longText: { format: 'longText', maxLength: 1000 },
  number: { type: 'number' },
  date: { format: 'date' },
  yesNo: { type: 'boolean' },
  photo: { format: 'file' },
} as const satisfies Readonly<Record<string, Partial<FormField>>>
type Kind = keyof typeof kinds

const AddOnTheSpot = ({
  code,
  area,
  taken,
  onClose,
}: {
  code: string
  area: string
  taken: readonly string[]
  onClose: () => void
}) => {
  const t = useWords('forms')
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState<Kind>('text')
  const [why, setWhy] = useState('')
  const send = useSend(forms, 'addField', {
    then: () => {
      toast(t('life.added'), 'good')
      onClose()
    },
  })
  const free = Array.from({ length: 200 }, (_, at) => `spot${at + 1}`).find((key) => !taken.includes(key)) ?? 'spot'
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('life.addOnTheSpot')}
      action={
        <Button
          tone="main"
          isWide
          disabled={label.trim() === '' || why.trim() === ''}
          isBusy={send.isSending}
          onClick={() =>
            send.now({
              params: { code },
              body: { area, field: { key: free, label: label.trim(), ...kinds[kind] }, why: why.trim() },
            })
          }
        >
          {t('life.add')}
        </Button>
      }
    >
      <Field
        label={t('edit.label')}
        value={label}
        maxLength={60}
        error={send.errors.definition}
        onChange={(event) => setLabel(event.target.value)}
      />
      <SelectField
        label={t('edit.kind')}
        value={kind}
        choices={(Object.keys(kinds) as Kind[]).map((value) => ({ value, label: t(`life.kind.${value}`) }))}
        onChange={(event) => setKind(event.target.value as Kind)}
      />
      <Field
        label={t('life.why')}
        hint={t('life.whyHint')}
        value={why}
        maxLength={200}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Sheet>
  )
}

/** Which fields one version has that another has not, by name. */
const differences = (now: FormDefinition, shown: FormDefinition, locale: string) => {
  const names = (of: FormDefinition) => new Map(leavesOf(of).map(({ path, field }) => [path, say(field.label, locale)]))
  const [here, there] = [names(now), names(shown)]
  return {
    only: [...here].filter(([path]) => !there.has(path)).map(([, name]) => name),
    gone: [...there].filter(([path]) => !here.has(path)).map(([, name]) => name),
  }
}

const Versions = ({
  code,
  area,
  definition,
}: {
  code: string
  area: string | undefined
  definition: FormDefinition
}) => {
  const t = useWords('forms')
  const { when, list } = useTimes()
  const within = area ? { area } : {}
  const { data } = useAsk(forms, 'listVersions', { params: { code }, query: { ...within, limit: 20 } })
  const district = useAsk(forms, 'readForm', { params: { code }, query: {} }, { enabled: area !== undefined })
  const differs = district.data ? differences(definition, district.data.definition, 'zh-CN') : null
  return (
    <Panel title={t('life.versions')}>
      {differs && (
        <p className="field-hint">
          {differs.only.length === 0 && differs.gone.length === 0
            ? t('life.asDistrict')
            : [
                differs.only.length > 0 && t('life.onlyHere', { list: list(differs.only) }),
                differs.gone.length > 0 && t('life.notHere', { list: list(differs.gone) }),
              ]
                .filter(Boolean)
                .join(' ')}
        </p>
      )}
      {(data?.items ?? []).map((one) => (
        <Row
          key={one.id}
          title={t('life.version', { version: one.version, at: when(one.publishedAt) })}
          note={[one.ownerName || t('screen.theDistrict'), one.note].filter(Boolean).join(' · ')}
          after={<Chip>{t('life.leaves', { n: one.leaves })}</Chip>}
        />
      ))}
      {data?.items.length === 0 && <p>{t('life.none')}</p>}
    </Panel>
  )
}

export const FormLife = ({
  code,
  area,
  definition,
}: {
  code: string
  area: string | undefined
  definition: FormDefinition
}) => {
  const t = useWords('forms')
  const may = useMay()
  const go = useGo()
  const { code: chosen, areas } = useArea()
  const [isAdding, setAdding] = useState(false)
  const mine = areas.find((one) => one.level === 'community' && one.code === (area ?? chosen))?.code
  return (
    <>
      {may('form.vary') && mine && (
        <Panel title={t('life.local')}>
          <div className="button-row">
            {area === undefined && (
              <Button onClick={() => go(`/forms/edit/${code}?area=${mine}`)}>{t('life.vary')}</Button>
            )}
            <Button onClick={() => setAdding(true)}>{t('life.addOnTheSpot')}</Button>
          </div>
          <p className="field-hint">{t('life.localHint')}</p>
          {isAdding && (
            <AddOnTheSpot
              code={code}
              area={mine}
              taken={definition.fields.map(({ key }) => key)}
              onClose={() => setAdding(false)}
            />
          )}
        </Panel>
      )}
      <Versions code={code} area={area} definition={definition} />
    </>
  )
}
