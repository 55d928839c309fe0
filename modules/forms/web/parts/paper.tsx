/** The paper twin as it leaves the printer: fields to write in or as filled, papers to bring, the promise, a code that leads back. */
import { Button, Page, useLook, useTimes, useWords } from '@liren/web'
import { encode } from 'uqr'
import type { SubmissionView } from '../../contract.ts'
import { type Field, type FormDefinition, say } from '../../definition.ts'
import { type Answers, evaluate } from '../../evaluate.ts'
import { leavesOf } from '../../outline.ts'
import { onSheets, sheetAddress } from '../../paper.ts'
import { useValueWords } from './field-view.tsx'
import './forms.css'

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

export type Paper = { readonly name: string; readonly text?: string | undefined }

/** What the last sheet ends with: papers to bring, texts that are signed, and the place for the signature. */
const Rest = ({ papers, promise }: { papers: readonly Paper[]; promise: string | undefined }) => {
  const t = useWords('forms')
  const { list } = useTimes()
  return (
    <>
      <tr>
        <th scope="row">{t('screen.materials')}</th>
        <td>{list(papers.map(({ name }) => name)) || '—'}</td>
      </tr>
      {papers.map(
        ({ name, text }) =>
          text && (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="form-paper-text">{text}</td>
            </tr>
          ),
      )}
      {promise && (
        <tr>
          <th scope="row">{t('screen.promise')}</th>
          <td className="form-paper-text">{promise}</td>
        </tr>
      )}
      <tr>
        <th scope="row">{t('screen.signatureAndDay')}</th>
        <td>{'\u00a0'}</td>
      </tr>
    </>
  )
}

export const PaperPage = ({
  definition,
  version,
  filled,
  address,
  back,
  papers,
  promise,
}: {
  definition: FormDefinition
  version: number
  /** As filled in; blank without it. */
  filled: SubmissionView | null
  /** Where the code leads. */
  address: string
  back: string
  papers: readonly Paper[]
  promise?: string | undefined
}) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const words = useValueWords()
  const sheets = onSheets(linesOf(definition, filled?.answers ?? null, filled?.today ?? '2000-01-01', locale))
  return (
    <Page
      title={say(definition.title, locale)}
      back={back}
      action={
        <Button tone="main" isWide onClick={() => window.print()}>
          {t('screen.printNow')}
        </Button>
      }
    >
      {sheets.map((lines, index) => (
        <section key={lines[0]?.at ?? 'empty'} className="form-sheet">
          <div className="form-paper-head">
            <p>
              {t('screen.code')} {definition.code} ·{' '}
              {t('screen.paperSheetOf', { sheet: index + 1, sheets: sheets.length })}
              <br />
              {t('screen.number')} {filled?.number ?? '____________'}
              <br />
              {say(definition.basis, locale)}
            </p>
            <Squares
              text={sheetAddress(address, {
                code: definition.code,
                version,
                sheet: index + 1,
                sheets: sheets.length,
              })}
            />
          </div>
          <table className="form-paper">
            <tbody>
              {lines.map(({ at, label, field, value }) => (
                <tr key={at}>
                  <th scope="row">{label}</th>
                  <td>{filled ? words(field, value) : <Blank field={field} />}</td>
                </tr>
              ))}
              {index === sheets.length - 1 && <Rest papers={papers} promise={promise} />}
            </tbody>
          </table>
        </section>
      ))}
    </Page>
  )
}
