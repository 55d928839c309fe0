/** A chart with its words: a title that says what it shows, labels at the marks, and the table behind it. ECharts comes later, by itself. */
import { useEffect, useRef } from 'react'
import { isDark, useLook } from '../look.ts'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'
import type { ChartProps } from './chart-props.ts'
import type { Drawing } from './draw.ts'

/** @example <Chart title={t('closedByMonth')} kind="line" labels={months} series={[{ name: t('closed'), values }]} /> */
export const Chart = (props: ChartProps) => {
  const { title, labels, series, unit, heightPx = 280 } = props
  const t = useWords('desk')
  const { number } = useTimes()
  const look = useLook()
  const dark = isDark(look)
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  const shown = JSON.stringify([labels, series, props.kind, unit])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for what is drawn
  useEffect(() => {
    let drawing: Drawing | undefined
    let isGone = false
    void import('./draw.ts').then(({ draw }) => {
      if (!isGone && place.current) drawing = draw(place.current, latest.current, { isDark: dark, isElder: look.elder })
    })
    const watch = new ResizeObserver(() => drawing?.resize())
    if (place.current) watch.observe(place.current)
    return () => {
      isGone = true
      watch.disconnect()
      drawing?.dispose()
    }
  }, [shown, dark, look.elder])

  return (
    <figure className="chart">
      <figcaption>
        {title}
        {unit && <small> ({unit})</small>}
      </figcaption>
      <div ref={place} className="chart-canvas" style={{ height: heightPx }} aria-hidden="true" />
      <details>
        <summary>{t('chart.table')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, row) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => {
                  const value = values[row]
                  return <td key={name}>{value === null || value === undefined ? '—' : number(value)}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
