/** The desk's antd theme, made from the same tokens as everything else. */
import type { ThemeConfig } from 'antd'
import { theme } from 'antd'
import { dark, light, radius, sizes } from '../tokens.ts'

/** Dense by default; in elder mode text and targets grow as on phones. */
export const antdTheme = ({ isDark, elder }: { isDark: boolean; elder: boolean }): ThemeConfig => {
  const palette = isDark ? dark : light
  const size = elder ? sizes.elder : sizes.plain
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.primary,
      colorPrimaryHover: palette.primaryHover,
      colorPrimaryActive: palette.primaryHover,
      colorTextLightSolid: palette.onPrimary,
      colorInfo: palette.primary,
      colorLink: palette.primary,
      colorLinkHover: palette.primaryHover,
      colorError: palette.urgent,
      colorWarning: palette.soon,
      colorSuccess: palette.good,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextTertiary: palette.inkFaint,
      colorTextDescription: palette.inkSoft,
      colorTextPlaceholder: palette.inkFaint,
      colorTextDisabled: palette.done,
      colorBgBase: palette.surface,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      controlItemBgActive: palette.primarySoft,
      controlItemBgHover: palette.sunk,
      fontFamily: 'var(--font-text)',
      fontSize: elder ? size.text : 14,
      lineHeight: size.lineHeight,
      borderRadius: radius.small,
      borderRadiusLG: radius.large,
      // As --target in desk.css: a mouse needs less than a finger.
      controlHeight: elder
        ? size.target
        : globalThis.matchMedia?.('(pointer: fine) and (min-width: 64rem)').matches
          ? 40
          : size.target,
      wireframe: false,
      // Who asked for stillness gets none at all: cut short by a style, lists would wait for an end of motion that was never seen, and stay away.
      motion: !globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Table: {
        headerBg: 'transparent',
        headerColor: palette.inkSoft,
        headerSplitColor: 'transparent',
        rowHoverBg: palette.primarySoft,
        cellPaddingBlockMD: elder ? 16 : 11,
        cellPaddingInlineMD: 16,
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Tree: { nodeSelectedBg: palette.primarySoft, nodeSelectedColor: palette.primary, nodeHoverBg: palette.sunk },
      Tag: { defaultBg: palette.doneSoft, defaultColor: palette.done },
    },
  }
}
