import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

import { floats } from './floats.ts';

/** The one file of form: colours, sizes and type for light and dark together. Components use the variables below. */

const accent: MantineColorsTuple = [
  '#eef3ff',
  '#dce6fb',
  '#b6caf4',
  '#8dabec',
  '#6a91e6',
  '#4f7ce0',
  '#2f5bd0',
  '#274fb8',
  '#1f43a0',
  '#173687',
];
const red: MantineColorsTuple = [
  '#fdecec',
  '#fbd5d6',
  '#f5a8ab',
  '#ef7a7f',
  '#e55259',
  '#d63840',
  '#c0262d',
  '#a81f26',
  '#8d181e',
  '#6d1216',
];
const teal: MantineColorsTuple = [
  '#e6f5ec',
  '#c8e9d5',
  '#97d4b0',
  '#66be8b',
  '#3fa96d',
  '#2a9257',
  '#1d7a45',
  '#176538',
  '#12502c',
  '#0d3b21',
];
const neutral: MantineColorsTuple = [
  '#f7f8f9',
  '#eff0f2',
  '#e3e5e8',
  '#d0d3d8',
  '#a8adb5',
  '#7b818b',
  '#5c626c',
  '#434851',
  '#2a2e35',
  '#191c21',
];
const night: MantineColorsTuple = [
  '#e8eaee',
  '#b9bec7',
  '#969ca7',
  '#6f7682',
  '#474d58',
  '#343943',
  '#272b33',
  '#1c1f25',
  '#16181d',
  '#101216',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, red, teal, gray: neutral, dark: night },
  fontFamily: "'Inter', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '22px' }, h2: { fontSize: '17px' }, h3: { fontSize: '14px' } } },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    // The placeholder is an element that a menu may not have (axe: aria-required-children).
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, portalProps: { target: floats } } },
    Modal: {
      defaultProps: {
        padding: 'xl',
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 140, transition: 'fade-down' },
      },
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Popover: { defaultProps: { portalProps: { target: floats } } },
    Combobox: { defaultProps: { portalProps: { target: floats } } },
    Tooltip: { defaultProps: { portalProps: { target: floats } } },
  },
});

/**
 * Named by meaning: surfaces from back to front, text from loud to quiet, and the three colours that mean something.
 * Each pair of text and surface reaches AA in both schemes.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--balie-row': '64px',
    '--balie-row-compact': '44px',
    // What Mantine draws by itself, in our colours.
    '--mantine-color-error': 'var(--balie-danger)',
    '--mantine-color-dimmed': 'var(--balie-text-soft)',
    '--mantine-color-placeholder': 'var(--balie-text-faint)',
    '--mantine-color-disabled': 'var(--balie-line)',
    '--mantine-color-disabled-color': 'var(--balie-text-soft)',
  },
  light: {
    '--mantine-color-default-border': '#cbd0d8',
    '--mantine-color-accent-light-color': 'var(--balie-accent)',
    '--mantine-color-red-light-color': 'var(--balie-danger)',
    '--balie-canvas': '#f4f5f7',
    '--balie-surface': '#ffffff',
    '--balie-raised': '#ffffff',
    '--balie-hover': '#f1f3f6',
    '--balie-selected': '#e8effd',
    '--balie-line': '#e4e6ea',
    '--balie-text': '#1b1e24',
    '--balie-text-soft': '#4d535d',
    '--balie-text-faint': '#646b76',
    '--balie-accent': '#2f5bd0',
    '--balie-note': '#fff8e1',
    '--balie-note-line': '#f0dfa8',
    '--balie-outbound': '#eef3ff',
    '--balie-danger': '#c0262d',
    '--balie-danger-soft': '#fdecec',
    '--balie-warning': '#8a5a00',
    '--balie-warning-soft': '#fdf3dc',
    '--balie-success': '#1d7a45',
    '--balie-success-soft': '#e6f5ec',
    '--balie-mark': '#fff0a8',
  },
  dark: {
    '--mantine-color-default-border': '#3a404a',
    '--mantine-color-accent-light-color': 'var(--balie-accent)',
    '--mantine-color-red-light-color': 'var(--balie-danger)',
    '--balie-canvas': '#101216',
    '--balie-surface': '#16181d',
    '--balie-raised': '#1c1f25',
    '--balie-hover': '#1f232a',
    '--balie-selected': '#20304f',
    '--balie-line': '#2a2e36',
    '--balie-text': '#e8eaee',
    '--balie-text-soft': '#b9bec7',
    '--balie-text-faint': '#969ca7',
    '--balie-accent': '#8dabec',
    '--balie-note': '#2c2716',
    '--balie-note-line': '#4a4122',
    '--balie-outbound': '#1c2538',
    '--balie-danger': '#ff8a8a',
    '--balie-danger-soft': '#3a1d20',
    '--balie-warning': '#f0c060',
    '--balie-warning-soft': '#33290f',
    '--balie-success': '#6fd39b',
    '--balie-success-soft': '#15301f',
    '--balie-mark': '#5c5014',
  },
});
