/** The camera looks for the resident's square; nothing is kept and nothing leaves the phone. Asked for only when tapped. */
import { Notice, Sheet, useWords } from '@liren/web'
import { frameLoop, QRCanvas, rearCamera } from 'qr/dom.js'
import { useEffect, useRef, useState } from 'react'
import { readSquare } from '../../reservation.ts'

export default function ScanSheet({
  onRead,
  onClose,
}: {
  onRead: (read: { readonly number: string; readonly code: string }) => void
  onClose: () => void
}) {
  const t = useWords('mall')
  const video = useRef<HTMLVideoElement>(null)
  const [isOther, setOther] = useState(false)
  const [without, setWithout] = useState<'noCamera' | 'cameraRefused' | null>(null)
  const told = useRef(onRead)
  told.current = onRead

  useEffect(() => {
    let isOver = false
    let stop = () => {}
    const look = async (player: HTMLVideoElement) => {
      const camera = await rearCamera(player)
      if (isOver) return camera.stop()
      const canvas = new QRCanvas()
      const cancel = frameLoop(async () => {
        // A frame that comes while the camera goes away is no square.
        const text = await camera.readFrame(canvas).catch(() => undefined)
        if (typeof text !== 'string' || isOver) return
        const read = readSquare(text)
        if (!read) return setOther(true)
        isOver = true
        stop()
        told.current(read)
      })
      stop = () => {
        cancel()
        camera.stop()
      }
    }
    if (video.current)
      look(video.current).catch((error: unknown) => {
        // No camera, or it was not allowed: the two numbers can always be typed.
        const isRefused = error instanceof DOMException && error.name === 'NotAllowedError'
        if (!isOver) setWithout(isRefused ? 'cameraRefused' : 'noCamera')
      })
    return () => {
      isOver = true
      stop()
    }
  }, [])

  return (
    <Sheet isOpen onClose={onClose} title={t('screen.scan')}>
      <div className="form-stack">
        {without ? (
          <Notice tone="soon">{t(`screen.${without}`)}</Notice>
        ) : (
          <>
            <video ref={video} className="mall-camera" muted playsInline aria-label={t('screen.scanHint')} />
            <p className="field-hint" role="status">
              {isOther ? t('screen.otherSquare') : t('screen.scanHint')}
            </p>
          </>
        )}
      </div>
    </Sheet>
  )
}
