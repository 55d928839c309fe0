/** Colours can be read and targets can be hit, by everybody. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chartHues, dark, light, type Palette, sizes, tokensCss } from './tokens.ts'

const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string) => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['light', light as Palette],
  ['dark', dark],
])('a person reading in %s', (_, palette) => {
  it.each(['ink', 'inkSoft', 'inkFaint', 'primary', 'urgent', 'soon', 'done', 'good'] as const)(
    'can read %s everywhere',
    (name) => {
      for (const ground of ['ground', 'surface', 'sunk'] as const)
        expect(contrast(palette[name], palette[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )
  it.each(['primary', 'urgent', 'soon', 'done', 'good'] as const)('can read %s on its own soft ground', (name) => {
    const softs = {
      primary: 'primarySoft',
      urgent: 'urgentSoft',
      soon: 'soonSoft',
      done: 'doneSoft',
      good: 'goodSoft',
    } as const
    expect(contrast(palette[name], palette[softs[name]])).toBeGreaterThanOrEqual(4.5)
  })
  it('can read words on the main button', () => {
    expect(contrast(palette.onPrimary, palette.primary)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.onPrimary, palette.primaryHover)).toBeGreaterThanOrEqual(4.5)
  })
  it('sees the edge of a field', () => {
    expect(contrast(palette.lineStrong, palette.surface)).toBeGreaterThanOrEqual(3)
  })
})

it('gives elders text of 18 or more, 30 for the largest, and targets of 60', () => {
  expect(Math.min(sizes.elder.text, sizes.elder.textSmall)).toBeGreaterThanOrEqual(18)
  expect(sizes.elder.display).toBeGreaterThanOrEqual(30)
  expect(sizes.elder.target).toBeGreaterThanOrEqual(60)
  expect(sizes.elder.lineHeight).toBeGreaterThanOrEqual(1.5)
})

it('gives everybody targets of 44', () => expect(sizes.plain.target).toBeGreaterThanOrEqual(44))

it('draws charts that can be seen on their ground', () => {
  for (const hue of chartHues.light) expect(contrast(hue, light.surface)).toBeGreaterThanOrEqual(2.5)
  for (const hue of chartHues.dark) expect(contrast(hue, dark.surface)).toBeGreaterThanOrEqual(3)
})

it('keeps the style sheet equal to its source', () => {
  const kept = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  const words = (text: string) => text.replace(/\s+/g, ' ')
  expect(words(kept)).toBe(words(tokensCss()))
})
