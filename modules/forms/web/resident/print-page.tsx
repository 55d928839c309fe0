/** The paper twin: the form blank or filled, with its number and a code that leads back to it. */
import { Button, Failed, Page, Skeleton, useArea, useAsk, useFilters, useLook, useTimes, useWords } from '@liren/web'
import { encode } from 'uqr'
import { forms } from '../../contract.ts'
import { type Field, type FormDefinition, say } from '../../definition.ts'
import { type Answers, evaluate } from '../../evaluate.ts'
import { leavesOf } from '../../outline.ts'
import { useValueWords } from '../parts/field-view.tsx'
import '../parts/forms.css'

type Line = { readonly at: string; readonly label: string; readonly field: Field; readonly value: unknown }

const linesOf = (definition: FormDefinition, answers: Answers | null, today: string, locale: string): readonly Line[] =>
  (answers
    ? evaluate(definition, answers, { today }).shown
    : leavesOf(definition)
        .filter(({ field }) => field.derive === undefined)
        .map((leaf) => ({ ...leaf, at: leaf.path, value: undefined }))
  ).map(({ at, field, within, value }) => ({
    at,
    label: [...within, field].map(({ label }) => say(label, locale)).join(' · '),
    field,
    value,
  }))

/** What a pen does with a field: tick one, or write. */
const Blank = ({ field }: { field: Field }) => {
  const { locale } = useLook()
  if (field.enum)
    return field.enum.map((one, index) => (
      <span key={String(one)}>□ {say(field.choices?.[index], locale) || one} </span>
    ))
  return field.format === 'date' ? '____ / __ / __' : ''
}

/** The address as a QR code, drawn square by square. */
const Squares = ({ text }: { text: string }) => {
  const { data, size } = encode(text, { border: 2 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg role="img" aria-label={text} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}

export default function PrintPage({ params }: { params: { code: string } }) {
  const t = useWords('forms')
  const { list } = useTimes()
  const { locale } = useLook()
  const { code: area } = useArea()
  const [filters] = useFilters()
  const words = useValueWords()
  const id = filters.of ?? null
  const blank = useAsk(forms, 'readForm', { params: { code: params.code }, query: area ? { area } : {} })
  const filled = useAsk(forms, 'read', { params: { id: id ?? '' } }, { enabled: id !== null })
  const definition = (id ? filled.data?.definition : null) ?? blank.data?.definition
  const failed = filled.error ?? blank.error
  if (!definition || (id !== null && filled.isLoading))
    return (
      <Page title={t('nav.paper')} back="/forms" isLoading={!failed}>
        {failed ? <Failed error={failed} again={() => void blank.refetch()} /> : <Skeleton />}
      </Page>
    )
  const address = id
    ? `${location.origin}${location.pathname.replace(/\/forms\/.*/, '')}/forms/${id}`
    : `${location.origin}${location.pathname.replace(/\/forms\/.*/, '')}/forms/begin/${params.code}`
  return (
    <Page
      title={say(definition.title, locale)}
      back="/forms"
      action={
        <Button tone="main" isWide onClick={() => window.print()}>
          {t('screen.printNow')}
        </Button>
      }
    >
      <div className="form-paper-head">
        <p>
          {t('screen.code')} {definition.code}
          <br />
          {t('screen.number')} {filled.data?.number ?? '____________'}
          <br />
          {say(definition.basis, locale)}
        </p>
        <Squares text={address} />
      </div>
      <table className="form-paper">
        <tbody>
          {linesOf(definition, filled.data?.answers ?? null, filled.data?.today ?? '2000-01-01', locale).map(
            ({ at, label, field, value }) => (
              <tr key={at}>
                <th scope="row">{label}</th>
                <td>{filled.data ? words(field, value) : <Blank field={field} />}</td>
              </tr>
            ),
          )}
          <tr>
            <th scope="row">{t('screen.materials')}</th>
            <td>{list((definition.materials ?? []).map(({ name }) => say(name, locale))) || '—'}</td>
          </tr>
          <tr>
            <th scope="row">{t('screen.signatureAndDay')}</th>
            <td>{'\u00a0'}</td>
          </tr>
        </tbody>
      </table>
    </Page>
  )
}
