/** What a tool holds in a place, taken out as a table before it is put away: without sealed answers, and on record. */
import type { Reply, RouteOf } from '@liren/contract'
import { ask, toast, useProof, useWords } from '@liren/web'
import { csvOf, saveText } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { toolLibrary, type UseRow } from '../../contract.ts'
import type { ToolDocument } from '../../document/document.ts'
import { useSay, type Words } from '../parts/say.ts'

type Page = Reply<RouteOf<typeof toolLibrary, 'exportData'>>

/** Key and words of what was asked, in the order of the forms. */
const questionsOf = (document: ToolDocument) =>
  document.forms.flatMap(({ fields }) => fields.filter(({ isPersonal }) => !isPersonal))

export const TakeData = ({ of }: { of: UseRow }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { act, sheet } = useProof()
  const [isBusy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    try {
      const { document } = await ask(toolLibrary, 'tool', { params: { id: of.toolId } })
      // The library holds checked documents only.
      const { processes } = document as ToolDocument
      const questions = questionsOf(document as ToolDocument)
      const rows: Page['items'][number][] = []
      let after: string | null = ''
      while (after !== null) {
        const page: Page = await ask(toolLibrary, 'exportData', {
          params: { id: of.toolId, area: of.areaCode },
          query: { limit: 100, ...(after ? { after } : {}) },
        })
        rows.push(...page.items)
        after = page.next
      }
      const words = {
        process: t('take.process'),
        state: t('desk.state'),
        version: t('screen.version'),
        openedAt: t('screen.openedAt'),
        movedAt: t('take.movedAt'),
      }
      /** A record as people call it, by the words of its process. */
      const said = (row: Page['items'][number], key: keyof typeof words) => {
        const process = processes.find(({ id }) => id === row.process)
        if (key === 'process') return process ? say(process.title) : row.process
        const state = process?.states[row.state]
        return key === 'state' && state ? say(state.title) : row[key]
      }
      const columns = [...Object.values(words), ...questions.map(({ key, label }) => `${say(label)} (${key})`)]
      const lines = rows.map((row) => {
        const answers = row.answers as Readonly<Record<string, unknown>> // as the tool's form took them
        return Object.fromEntries([
          ...Object.entries(words).map(([key, word]) => [word, said(row, key as keyof typeof words)]),
          ...questions.map(({ key, label, choices }) => [
            `${say(label)} (${key})`,
            [answers[key]].flat().map((one) => (choices?.[String(one)] ? say(choices[String(one)] as Words) : one)),
          ]),
        ])
      })
      saveText(`${say(of.name)}.csv`, csvOf(columns, lines))
      toast(t('take.done', { count: rows.length }), 'good')
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="small" loading={isBusy} onClick={() => void act(take)}>
        {t('take.now')}
      </Button>
      {sheet}
    </>
  )
}
