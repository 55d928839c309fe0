/** Colours, type, space and radius of all boards. The one source: `tokens.css`, the desk's antd theme and charts are made from it. */

export type Palette = Readonly<Record<keyof typeof light, string>>

/** Paper and ink. Every text colour stands at 4.5:1 or more on every ground it is used on. */
export const light = {
  ground: '#FAF8F4',
  surface: '#FFFFFF',
  sunk: '#F6F3ED',
  line: '#E4DED2',
  lineStrong: '#8F887B',
  ink: '#1F2328',
  inkSoft: '#565B60',
  inkFaint: '#6B6E70',
  primary: '#1E7B6E',
  primaryHover: '#176257',
  primarySoft: '#E9F4F1',
  onPrimary: '#FFFFFF',
  urgent: '#C43D2B',
  urgentSoft: '#FCEFEC',
  soon: '#8A5A00',
  soonSoft: '#FBF0D9',
  done: '#62676C',
  doneSoft: '#EDEBE6',
  good: '#2F6B3A',
  goodSoft: '#E6F1E6',
  shade: 'rgb(31 35 40 / 0.45)',
} as const

export const dark: Palette = {
  ground: '#14171A',
  surface: '#1C2024',
  sunk: '#101315',
  line: '#2E3439',
  lineStrong: '#7C858C',
  ink: '#ECE9E2',
  inkSoft: '#B6B8B8',
  inkFaint: '#999DA0',
  primary: '#6CC4B4',
  primaryHover: '#8AD4C6',
  primarySoft: '#1B3833',
  onPrimary: '#0C1F1C',
  urgent: '#F08A78',
  urgentSoft: '#40211C',
  soon: '#E6B45C',
  soonSoft: '#3A2E15',
  done: '#A0A5A9',
  doneSoft: '#282D31',
  good: '#8CCB95',
  goodSoft: '#1D3422',
  shade: 'rgb(0 0 0 / 0.6)',
}

/** Charts: eight hues that stay apart for colour-blind eyes, in the order they are used. */
export const chartHues = {
  light: ['#1E7B6E', '#D08A1D', '#4B6FA8', '#B4533C', '#7A8B3A', '#8A5C94', '#3C9DB5', '#6B6E70'],
  dark: ['#6CC4B4', '#E6B45C', '#8FB0E3', '#E58D74', '#B5C66E', '#C79BD1', '#7CCBE0', '#A9AEB2'],
} as const

/** System fonts only: nothing to download, every character there. */
export const fonts = {
  text: "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif",
  title: "'Songti SC', 'Noto Serif CJK SC', 'Noto Serif SC', 'Source Han Serif SC', STSong, SimSun, serif",
} as const

/** English first asks fonts made for it: in Chinese ones an apostrophe is as wide as a character. */
export const latinFonts = {
  text: fonts.text.replace(
    '-apple-system,',
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial,",
  ),
  title: `Georgia, 'Times New Roman', ${fonts.title}`,
} as const

/** Sizes in px: ordinary and elder mode (长辈版: main text 18 or more, the largest 30 or more, targets 60). */
export const sizes = {
  plain: { textSmall: 13, text: 16, textLarge: 18, title: 22, display: 28, target: 44, lineHeight: 1.6 },
  elder: { textSmall: 18, text: 20, textLarge: 24, title: 28, display: 34, target: 60, lineHeight: 1.6 },
} as const

export const space = [4, 8, 12, 16, 20, 24, 32, 40, 48, 64] as const
export const radius = { small: 8, large: 12 } as const

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const colours = (palette: Palette) =>
  Object.entries(palette).map(([name, value]) => `  --${kebab(name)}: ${value.toLowerCase()};`)
const measures = (of: (typeof sizes)['plain' | 'elder']) =>
  Object.entries(of).map(([name, value]) =>
    name === 'lineHeight'
      ? `  --line-height: ${value};`
      : `  --${kebab(name).replace(/^text$/, 'text-main')}: ${value / 16}rem;`,
  )
const rule = (selector: string, lines: readonly string[]) => [`${selector} {`, ...lines, '}'].join('\n')

/** The text of `tokens.css`. */
export const tokensCss = () =>
  `${[
    '/* The tokens of all boards as CSS variables. Made from tokens.ts by write-tokens.ts; change them there. */',
    rule(':root', [
      '  color-scheme: light;',
      ...colours(light),
      ...measures(sizes.plain),
      ...space.map((step) => `  --space-${step / 4}: ${step / 16}rem;`),
      `  --radius-small: ${radius.small}px;`,
      `  --radius-large: ${radius.large}px;`,
      `  --font-text: ${fonts.text};`,
      `  --font-title: ${fonts.title};`,
    ]),
    rule(':root:lang(en)', [`  --font-text: ${latinFonts.text};`, `  --font-title: ${latinFonts.title};`]),
    rule(":root[data-theme='dark']", ['  color-scheme: dark;', ...colours(dark)]),
    rule(":root[data-mode='elder']", measures(sizes.elder)),
  ].join('\n\n')}\n`
