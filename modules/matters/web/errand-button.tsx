/** The button that opens a small task; its form is loaded when it is pressed. */
import { Button, useMay, useWords } from '@liren/web'
import { lazy, Suspense, useState } from 'react'

const ErrandSheet = lazy(() => import('./errand-sheet.tsx'))

export const ErrandButton = () => {
  const t = useWords('matters')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('matter.open')) return null
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>
        {t('screen.errand.title')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ErrandSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
