/** 扫描录入 Sheets of paper beside the fields they are entered from: photographed or scanned, found by their code, kept with the form. */
import { pick, sendPhoto } from '@liren/files/web/picked.ts'
import {
  ask,
  Button,
  Notice,
  online,
  refresh,
  Segments,
  SelectField,
  toast,
  toastProblem,
  useAsk,
  useCell,
  useTimes,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { forms, type SubmissionView } from '../../contract.ts'
import { onSheets } from '../../paper.ts'
import { takePaper } from './paper-in-hand.ts'
import { readCorner } from './read-corner.ts'

type Unread = { readonly file: File }

export default function PaperBeside({ of, lines }: { of: SubmissionView; lines: number }) {
  const t = useWords('forms')
  const { when } = useTimes()
  const isOnline = useCell(online)
  const [chosen, setChosen] = useState<number | null>(null)
  const [unread, setUnread] = useState<Unread | null>(null)
  const [byHand, setByHand] = useState('1')
  const [isBusy, setBusy] = useState(false)
  const params = { id: of.id }
  const { data } = useAsk(forms, 'listPapers', { params })
  const items = data?.items ?? []
  const isWaiting = items.some(({ file }) => file.url === null)
  // The copy to look at is made a moment after the picture arrived.
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => void refresh([forms, 'listPapers']), 1500)
    return () => clearTimeout(timer)
  }, [isWaiting, data])

  const keep = async (file: File, where: { readonly text: string } | { readonly sheet: number }) => {
    const { id: fileId } = await sendPhoto(await pick(file))
    const kept = await ask(forms, 'keepPaper', { params, body: { fileId, ...where } })
    await refresh([forms, 'listPapers'])
    setChosen(kept.items.find((one) => one.file.id === fileId)?.sheet ?? null)
  }
  const act = async (effect: () => Promise<void>) => {
    setBusy(true)
    try {
      await effect()
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  const add = (file: File) =>
    act(async () => {
      const text = await readCorner(file)
      if (text === null) setUnread({ file })
      else await keep(file, { text })
    })
  useEffect(() => {
    const held = takePaper(of)
    if (held) void act(() => keep(held.file, { text: held.text }))
    // Handed over once, when the form opens.
  }, [of.id])

  const most = Math.max(onSheets(Array.from({ length: lines })).length, 9)
  const now = items.find(({ sheet }) => sheet === chosen) ?? items[0]
  return (
    <section className="form-paper-beside" aria-label={t('screen.paperTitle')}>
      {items.length > 1 && (
        <Segments
          label={t('screen.paperTitle')}
          value={String(now?.sheet ?? '')}
          onChange={(value) => setChosen(Number(value))}
          choices={items.map(({ sheet }) => ({ value: String(sheet), label: t('screen.paperSheet', { sheet }) }))}
        />
      )}
      {now && (
        <figure>
          {now.file.url && (
            <a href={now.file.url} target="_blank" rel="noreferrer">
              <img src={now.file.url} alt={t('screen.paperSheet', { sheet: now.sheet })} />
            </a>
          )}
          <figcaption className="field-hint">
            {now.sheets === null
              ? t('screen.paperSheet', { sheet: now.sheet })
              : t('screen.paperSheetOf', { sheet: now.sheet, sheets: now.sheets })}{' '}
            · {t('screen.paperKeptBy', { name: now.keptByName, at: when(now.keptAt) })}
            {now.version !== null && now.version !== of.version && (
              <> · {t('screen.paperOlder', { version: now.version })}</>
            )}
          </figcaption>
          {!now.isEarlier && (
            <Button
              tone="quiet"
              disabled={!isOnline}
              onClick={() =>
                void act(async () => {
                  await ask(forms, 'dropPaper', { params: { id: of.id, sheet: String(now.sheet) } })
                  await refresh([forms, 'listPapers'])
                })
              }
            >
              {t('screen.paperDrop', { sheet: now.sheet })}
            </Button>
          )}
        </figure>
      )}
      {unread && (
        <Notice tone="soon">
          <SelectField
            label={t('screen.paperByHand')}
            value={byHand}
            choices={Array.from({ length: most }, (_, index) => ({
              value: String(index + 1),
              label: t('screen.paperSheet', { sheet: index + 1 }),
            }))}
            onChange={(event) => setByHand(event.target.value)}
          />
          <Button
            isBusy={isBusy}
            onClick={() =>
              void act(async () => {
                await keep(unread.file, { sheet: Number(byHand) })
                setUnread(null)
                toast(t('screen.paperKeptToast'), 'good')
              })
            }
          >
            {t('screen.paperKeep')}
          </Button>
        </Notice>
      )}
      <p className="field-hint">{t('screen.paperHint')}</p>
      <label className="button button-plain">
        {isBusy ? t('screen.paperReading') : t('screen.paperAdd')}
        <input
          type="file"
          accept="image/*"
          className="only-heard"
          disabled={isBusy || !isOnline}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            currentTarget.value = ''
            if (file) void add(file)
          }}
        />
      </label>
    </section>
  )
}
