/** Takes boundaries from a GeoJSON file; what is wrong is said of the feature it is in. */
import { toast, toastProblem, useSend, useWords } from '@liren/web'
import { Button, Tooltip } from 'antd'
import { useRef } from 'react'
import { territory } from '../../contract.ts'

export const ImportButton = () => {
  const t = useWords()
  const file = useRef<HTMLInputElement>(null)
  const send = useSend(territory, 'importBoundaries', {
    isQuiet: true,
    then: (counts) => toast(t('screen.importDone', counts), 'good'),
  })
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    try {
      const { features } = JSON.parse(await chosen.text()) as { features: never[] }
      // Whatever the file holds, the server checks it against the contract.
      await send.soon({ body: { features } })
    } catch (thrown) {
      if (thrown instanceof SyntaxError) toast(t('screen.notJson'), 'bad')
      else toastProblem(thrown)
    }
  }
  return (
    <Tooltip title={t('screen.importHint')}>
      <Button loading={send.isSending} onClick={() => file.current?.click()}>
        {t('screen.importBoundaries')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,.geojson,application/geo+json"
        hidden
        aria-label={t('screen.importBoundaries')}
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </Tooltip>
  )
}
