/** A text as a square of dots, for cameras. */
import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import '../services.css'

/** Dark cells as one path; a rim of two for cameras. */
export const Square = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'M')
    code.addData(text)
    code.make()
    const count = code.getModuleCount()
    const cells: string[] = []
    for (let row = 0; row < count; row += 1)
      for (let column = 0; column < count; column += 1)
        if (code.isDark(row, column)) cells.push(`M${column} ${row}h1v1h-1z`)
    return { size: count, path: cells.join('') }
  }, [text])
  return (
    <svg className="services-square" viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={label}>
      <rect x="-2" y="-2" width={size + 4} height={size + 4} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
