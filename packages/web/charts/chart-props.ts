/** What a chart is told. */
export type ChartProps = {
  readonly title: string
  /** `bar` compares, `line` shows change over time, `rank` compares many with long names. */
  readonly kind: 'bar' | 'line' | 'rank'
  /** Name of each row: a month, a community. */
  readonly labels: readonly string[]
  /** One or more series, each with a value for every label; null where nothing is known. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly unit?: string
  readonly heightPx?: number
  /** Every figure opens the list behind it. */
  readonly onOpen?: (label: string) => void
}
