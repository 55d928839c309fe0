/** A name written by finger or mouse, sent as a picture; whoever cannot write so types "I sign" by keyboard: the drawn line is not the only way. */
import { sendPhoto } from '@liren/files/web/picked.ts'
import { Button, toastProblem, useWords } from '@liren/web'
import { type PointerEvent, useId, useRef, useState } from 'react'

const size = { width: 640, height: 220 }

/** Who writes by keyboard gets their typed name as the picture. */
const drawText = (canvas: HTMLCanvasElement, text: string) => {
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.clearRect(0, 0, size.width, size.height)
  pen.font = '72px serif'
  pen.textBaseline = 'middle'
  pen.fillText(text, 32, size.height / 2, size.width - 64)
}

export const SignaturePad = ({
  label,
  error,
  isSigned,
  onSigned,
}: {
  label: string
  error: string | undefined
  isSigned: boolean
  onSigned: (fileId: string | undefined) => void
}) => {
  const t = useWords('forms')
  const id = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  const [isSending, setSending] = useState(false)
  const [isOpen, setOpen] = useState(!isSigned)
  const isDown = useRef(false)

  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return [
      ((event.clientX - box.left) / box.width) * size.width,
      ((event.clientY - box.top) / box.height) * size.height,
    ] as const
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
    event.currentTarget.setPointerCapture(event.pointerId)
    isDown.current = true
    pen.lineWidth = 4
    pen.lineCap = 'round'
    pen.beginPath()
    pen.moveTo(...at(event))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen || !isDown.current) return
    pen.lineTo(...at(event))
    pen.stroke()
    setDrawn(true)
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height)
    setDrawn(false)
  }
  const send = async () => {
    const made = await new Promise<Blob | null>((done) => {
      if (canvas.current) canvas.current.toBlob(done, 'image/png')
      else done(null)
    })
    if (!made) return
    setSending(true)
    try {
      const fileId = crypto.randomUUID()
      const file = await sendPhoto({ id: fileId, blob: made, name: 'signature.png', takenAt: new Date().toISOString() })
      onSigned(file.id)
      setOpen(false)
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setSending(false)
    }
  }

  return (
    <fieldset className="form-signature" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {isOpen ? (
        <>
          <canvas
            ref={canvas}
            {...size}
            aria-label={t('screen.signHere')}
            onPointerDown={begin}
            onPointerMove={move}
            onPointerUp={() => {
              isDown.current = false
            }}
          />
          <label className="form-signature-typed">
            {t('screen.orTypeName')}
            <input
              type="text"
              maxLength={20}
              autoComplete="off"
              onChange={(event) => {
                if (canvas.current) drawText(canvas.current, event.target.value)
                setDrawn(event.target.value.trim() !== '')
              }}
            />
          </label>
          <div className="button-row">
            <Button tone="quiet" onClick={clear} disabled={!isDrawn}>
              {t('screen.signAgain')}
            </Button>
            <Button tone="plain" onClick={() => void send()} disabled={!isDrawn} isBusy={isSending}>
              {t('screen.sign')}
            </Button>
          </div>
        </>
      ) : (
        <div className="form-signed">
          <span>{t('screen.signed')}</span>
          <Button
            tone="quiet"
            onClick={() => {
              onSigned(undefined)
              setDrawn(false)
              setOpen(true)
            }}
          >
            {t('screen.signAgain')}
          </Button>
        </div>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
