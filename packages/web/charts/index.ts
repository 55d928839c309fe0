/** Charts for desk pages. ECharts itself loads when the first one is drawn. */
export { Chart } from './chart.tsx'
export type { ChartProps } from './chart-props.ts'
