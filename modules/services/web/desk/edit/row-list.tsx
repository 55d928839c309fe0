/** Rows of a record that can be added, taken away and moved: materials, steps, questions. */
import { Button, useWords } from '@liren/web'
import type { ReactNode } from 'react'

export const RowList = <T,>({
  title,
  rows,
  fresh,
  onChange,
  draw,
}: {
  title: string
  rows: readonly T[]
  fresh: T
  onChange: (rows: readonly T[]) => void
  draw: (row: T, change: (next: Partial<T>) => void, index: number) => ReactNode
}) => {
  const t = useWords('services')
  const put = (index: number, next: T) => onChange(rows.map((row, at) => (at === index ? next : row)))
  const move = (index: number, by: -1 | 1) => {
    const [one, other] = [rows[index], rows[index + by]]
    if (one === undefined || other === undefined) return
    onChange(rows.map((row, at) => (at === index ? other : at === index + by ? one : row)))
  }
  return (
    <fieldset className="services-rows">
      <legend>{title}</legend>
      {rows.map((row, index) => (
        <div key={index} className="services-row">
          <b>{index + 1}</b>
          <div className="services-row-fields">{draw(row, (next) => put(index, { ...row, ...next }), index)}</div>
          <div className="services-row-acts">
            <Button tone="quiet" disabled={index === 0} onClick={() => move(index, -1)}>
              {t('edit.up')}
            </Button>
            <Button tone="quiet" disabled={index === rows.length - 1} onClick={() => move(index, 1)}>
              {t('edit.down')}
            </Button>
            <Button tone="quiet" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
              {t('edit.remove')}
            </Button>
          </div>
        </div>
      ))}
      <Button onClick={() => onChange([...rows, fresh])}>{t('edit.add', { what: title })}</Button>
    </fieldset>
  )
}
