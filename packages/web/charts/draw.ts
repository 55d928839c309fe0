/** Draws with ECharts: only the parts we use, in our colours, labels at the marks instead of a legend where there is room. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { chartHues, dark, fonts, light } from '../tokens.ts'
import type { ChartProps } from './chart-props.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export type Drawing = { readonly resize: () => void; readonly dispose: () => void }

export const draw = (
  place: HTMLElement,
  { kind, labels, series, onOpen }: ChartProps,
  { isDark, isElder }: { isDark: boolean; isElder: boolean },
): Drawing => {
  const palette = isDark ? dark : light
  const hues = isDark ? chartHues.dark : chartHues.light
  const fontSize = isElder ? 18 : 12
  const text = { color: palette.inkSoft, fontSize, fontFamily: fonts.text }
  const isRank = kind === 'rank'
  const names = {
    type: 'category' as const,
    data: [...labels],
    axisLabel: text,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
  }
  const values = {
    type: 'value' as const,
    axisLabel: text,
    splitLine: { lineStyle: { color: palette.line } },
    minInterval: 1,
  }
  const isLine = kind === 'line'
  // Lines of several series carry their name at the end; marks carry their number where there is room.
  const areNamed = isLine && series.length > 1
  const areNumbered = !areNamed && labels.length * series.length <= 24
  const chart = init(place, null, { renderer: 'svg' })
  chart.setOption({
    animation: !globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    color: [...hues],
    grid: {
      left: 8,
      right: areNamed ? 12 + fontSize * Math.max(...series.map(({ name }) => name.length)) : isRank ? 48 : 24,
      top: series.length > 1 && !isLine ? 40 : 24,
      bottom: 8,
      containLabel: true,
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { ...text, color: palette.ink },
      confine: true,
    },
    ...(series.length > 1 && !isLine
      ? { legend: { top: 0, left: 0, textStyle: text, itemWidth: 14, itemHeight: 8 } }
      : {}),
    xAxis: isRank ? values : names,
    yAxis: isRank ? { ...names, inverse: true } : values,
    series: series.map(({ name, values: data }) => ({
      name,
      type: isLine ? ('line' as const) : ('bar' as const),
      data: [...data],
      barMaxWidth: 28,
      itemStyle: isLine ? {} : { borderRadius: isRank ? [0, 4, 4, 0] : [4, 4, 0, 0] },
      symbolSize: 6,
      lineStyle: { width: 2.5 },
      label: { show: areNumbered, position: isRank ? ('right' as const) : ('top' as const), ...text },
      ...(areNamed
        ? {
            endLabel: { show: true, formatter: '{a}', ...text, color: 'inherit' },
            labelLayout: { moveOverlap: 'shiftY' as const },
          }
        : {}),
      cursor: onOpen ? 'pointer' : 'default',
    })),
  })
  if (onOpen) chart.on('click', ({ name }) => onOpen(String(name)))
  return { resize: () => chart.resize(), dispose: () => chart.dispose() }
}
