/** Charts for desk pages. ECharts itself loads when the first one is drawn. */
export { Chart, type ChartProps } from './chart.tsx'
