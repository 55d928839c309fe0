/** 扫描录入 A filled sheet is photographed first: its code says which form it is, and leads there with the picture in hand. */
import { ask, Button, Facts, Notice, Page, toastProblem, useGo, useWords } from '@liren/web'
import { useState } from 'react'
import { forms } from '../../contract.ts'
import { holdPaper } from '../parts/paper-in-hand.ts'
import { readCorner } from '../parts/read-corner.ts'

type Found = Awaited<ReturnType<typeof ask<typeof forms, 'findPaper'>>>

export default function EnterPaperPage() {
  const t = useWords('forms')
  const go = useGo()
  const [isBusy, setBusy] = useState(false)
  const [isUnread, setUnread] = useState(false)
  const [found, setFound] = useState<{ readonly of: Found; readonly file: File; readonly text: string } | null>(null)
  const look = async (file: File) => {
    setBusy(true)
    setFound(null)
    setUnread(false)
    try {
      const text = await readCorner(file)
      if (text === null) setUnread(true)
      else setFound({ of: await ask(forms, 'findPaper', { body: { text } }), file, text })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  const open = () => {
    if (!found) return
    holdPaper({ file: found.file, text: found.text, mark: found.of })
    go(found.of.path)
  }
  return (
    <Page
      title={t('screen.paperFind')}
      back="/services"
      action={
        found?.of.isOpen && (
          <Button tone="main" isWide onClick={open}>
            {t('screen.paperGo')}
          </Button>
        )
      }
    >
      <p>{t('screen.paperFindHint')}</p>
      <label className="button button-plain">
        {isBusy ? t('screen.paperReading') : t('screen.paperAdd')}
        <input
          type="file"
          accept="image/*"
          className="only-heard"
          disabled={isBusy}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            currentTarget.value = ''
            if (file) void look(file)
          }}
        />
      </label>
      {isUnread && <Notice tone="soon">{t('screen.paperNoCode')}</Notice>}
      {found && (
        <Facts
          of={[
            [t('screen.form'), found.of.title],
            [t('screen.paperTitle'), t('screen.paperSheetOf', { sheet: found.of.sheet, sheets: found.of.sheets })],
          ]}
        />
      )}
      {found && !found.of.isOpen && <Notice tone="soon">{t('screen.paperClosed')}</Notice>}
    </Page>
  )
}
