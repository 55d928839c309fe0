/** Number and code as a square of dots, black on white in dark mode too: cameras want it so. */
import { encodeQR } from 'qr'
import { useMemo } from 'react'
import { squareOf } from '../../reservation.ts'

export const Square = ({ number, code, label }: { number: string; code: string; label: string }) => {
  const { size, path } = useMemo(() => {
    const rows = encodeQR(squareOf(number, code), 'raw', { border: 2 })
    const cells = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size: rows.length, path: cells.join('') }
  }, [number, code])
  return (
    <svg className="mall-square" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
