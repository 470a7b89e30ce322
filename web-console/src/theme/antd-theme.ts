import { type ThemeConfig, theme } from 'antd';
import { darkPalette, lightPalette } from './palette.js';

const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Segoe UI', sans-serif";

/**
 * Ant Design's tokens for a mode: compact, rounded, on our own neutrals.
 * @param motion false where the person asked their system for less of it: components then wait for no animation to end
 */
export function antdTheme(mode: 'light' | 'dark', motion: boolean): ThemeConfig {
  const palette = mode === 'dark' ? darkPalette : lightPalette;
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.brand,
      colorLink: palette.brandText,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorInfo: palette.info,
      colorSuccessBg: palette.goodSoft,
      colorSuccessBorder: palette.goodSoft,
      colorWarningBg: palette.warnSoft,
      colorWarningBorder: palette.warnSoft,
      colorErrorBg: palette.badSoft,
      colorErrorBorder: palette.badSoft,
      colorInfoBg: palette.infoSoft,
      colorInfoBorder: palette.infoSoft,
      colorBgBase: palette.panel,
      colorBgLayout: palette.canvas,
      colorBgContainer: palette.panel,
      colorBgElevated: mode === 'dark' ? '#211f1d' : palette.panel,
      colorTextBase: palette.ink,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextTertiary: palette.inkFaint,
      colorTextDescription: palette.inkFaint,
      colorTextPlaceholder: palette.inkFaint,
      colorBorder: palette.line,
      colorBorderSecondary: palette.lineSoft,
      borderRadius: 8,
      borderRadiusLG: 12,
      borderRadiusSM: 6,
      fontSize: 13,
      controlHeight: 32,
      controlHeightSM: 26,
      wireframe: false,
      motion,
      fontFamily,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Table: {
        headerBg: palette.sunken,
        headerColor: palette.inkFaint,
        headerSplitColor: 'transparent',
        cellPaddingBlockMD: 8,
        rowHoverBg: palette.hover,
      },
      Segmented: { trackBg: palette.hover, itemSelectedBg: mode === 'dark' ? '#3a3632' : palette.panel },
      Drawer: { paddingLG: 20 },
    },
  };
}
