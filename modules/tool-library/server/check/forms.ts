/** What `forms` would not take of a tool's forms, told at the field it is about. Asked last: everything else is in order by then. */
import { check } from '@liren/forms/check'
import type { Fault, ToolDocument } from '../../document/document.ts'
import { definitionOf, formCode, formCodeMost } from '../../document/form-definition.ts'

export const checkForms = (document: ToolDocument): readonly Fault[] =>
  document.forms.flatMap((form, f): Fault[] => {
    const at = (path: string) => {
      const index = /^fields\[(\d+)\]/.exec(path)?.[1] ?? form.fields.findIndex(({ key }) => path.startsWith(`${key}.`))
      return Number(index) < 0 ? `/forms/${f}` : `/forms/${f}/fields/${index}`
    }
    const isLong = formCode(document.id, form.id).length > formCodeMost
    const reason = `with the id of the tool at most ${formCodeMost - 1} characters`
    return [
      ...(isLong ? [{ path: `/forms/${f}/id`, code: 'too-long', reason, level: 'refuse' as const }] : []),
      ...check(definitionOf(form)).map(({ path, code, what }) => ({
        path: at(path),
        code: `form-${code}`,
        reason: (what ?? code).slice(0, 160),
        level: 'refuse' as const,
      })),
    ]
  })
