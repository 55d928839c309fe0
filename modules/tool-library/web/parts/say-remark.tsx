/** One press, one sentence: what does not work well here. The page is noted, the name is not shown to whoever answers. */
import { Button, Sheet, TextField, toast, useSend, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { usePlace } from './use-place.ts'

const boards = ['worker', 'merchant', 'desk'] as const
/** Of the address only the board and the page; ids of people’s matters are nobody’s business there. */
const here = () => {
  const [, first = '', ...rest] = window.location.pathname.split('/')
  const board = boards.find((one) => one === first) ?? ('resident' as const)
  const path = `/${(board === 'resident' ? [first, ...rest] : rest).filter((part) => !/\d/.test(part)).join('/')}`
  return { board, page: path.replaceAll(/[^A-Za-z0-9/_-]/g, '').slice(0, 120) || '/' }
}

export const SayRemark = ({ about, isMain = false }: { about?: string | undefined; isMain?: boolean }) => {
  const t = useWords('tool-library')
  const area = usePlace()
  const session = useSession()
  const [id, setId] = useState<string | null>(null)
  const [text, setText] = useState('')
  const send = useSend(toolLibrary, 'remark', {
    stale: [[toolLibrary, 'myRemarks']],
    then: () => {
      setId(null)
      setText('')
      toast(t('screen.remarkKept'), 'good')
    },
  })
  if (session.kind !== 'account' || area === null) return null
  return (
    <>
      <Button tone={isMain ? 'main' : 'plain'} isWide={isMain} icon="chat" onClick={() => setId(crypto.randomUUID())}>
        {t('screen.sayRemark')}
      </Button>
      <Sheet
        isOpen={id !== null}
        onClose={() => setId(null)}
        title={t('screen.sayRemark')}
        action={
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={text.trim().length < 4}
            onClick={() => id && send.now({ body: { id, area, ...here(), text, ...(about ? { about } : {}) } })}
          >
            {t('screen.send')}
          </Button>
        }
      >
        <TextField
          label={t('screen.remarkText')}
          hint={t('screen.remarkHint')}
          value={text}
          maxLength={500}
          error={send.errors.text}
          onChange={(event) => setText(event.target.value)}
        />
      </Sheet>
    </>
  )
}
