/** The Excel twin beside a form: a template to take away, and a filled one to bring back, with its faulty rows by name. */
import { type Problem, Refused } from '@liren/contract'
import { ask, Notice, toast, toastProblem, useLook, useWords } from '@liren/web'
import { useState } from 'react'
import { forms, type SubmissionView } from '../../contract.ts'
import { say } from '../../definition.ts'
import { definitionPath, leavesOf } from '../../outline.ts'
import type { Fault } from '../../standing.ts'
import { useFaultWords } from './fault-words.ts'

type Row = { readonly sheet: string; readonly row: number; readonly field: string; readonly code: string }

export const SheetPart = ({
  submission,
  onTaken,
  before,
}: {
  submission: SubmissionView
  onTaken: (now: SubmissionView) => void
  /** What is typed is sent first: the sheet goes on from it. */
  before: () => Promise<unknown>
}) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const faultWords = useFaultWords()
  const [faults, setFaults] = useState<readonly Row[]>([])
  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? []
    input.value = ''
    if (!file) return
    try {
      await before()
      const body = new FormData()
      body.append('file', file)
      const reply = await fetch(`/api/forms/submissions/${submission.id}/sheets`, {
        method: 'POST',
        headers: { 'x-liren': '1', 'accept-language': locale },
        body,
      })
      const told = (await reply.json()) as { faults: readonly Row[] } | Problem
      if (!('faults' in told)) throw new Refused(told as Problem)
      setFaults(told.faults as readonly Row[])
      onTaken(await ask(forms, 'read', { params: { id: submission.id } }))
      toast(t('screen.sheetTaken'), 'good')
    } catch (thrown) {
      toastProblem(thrown)
    }
  }
  const label = (at: string) => {
    const leaf = leavesOf(submission.definition).find(({ path }) => path === definitionPath(at))
    return leaf ? say(leaf.field.label, locale) : at
  }
  return (
    <details className="form-why">
      <summary>{t('screen.withExcel')}</summary>
      <div className="form-acts">
        <a className="button button-plain" href={`/api/forms/forms/${submission.code}/template`} download>
          {t('screen.template')}
        </a>
        <label className="button button-plain">
          {t('screen.takeSheet')}
          <input
            type="file"
            accept=".xlsx"
            className="only-heard"
            onChange={(event) => void take(event.currentTarget)}
          />
        </label>
      </div>
      {faults.length > 0 && (
        <Notice tone="soon">
          <ul>
            {faults.map((one) => (
              <li key={`${one.sheet} ${one.row} ${one.field}`}>
                {t('screen.rowFault', {
                  sheet: one.sheet,
                  row: one.row,
                  field: label(one.field),
                  why:
                    one.code === 'unknown-row'
                      ? t('screen.unknownRow')
                      : faultWords({ field: one.field, code: one.code as Fault['code'] }),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </details>
  )
}
