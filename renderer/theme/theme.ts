import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = ['#eef3ff', '#dce6fd', '#b7ccfb', '#9db9ff', '#85a8ff', '#5c85ee', '#3f6add', '#2a57c5', '#2049a8', '#183a88'];
const dark: MantineColorsTuple = ['#eceff4', '#b3bcc9', '#929cab', '#78828f', '#3b4351', '#232833', '#1b1f27', '#161920', '#0f1217', '#0a0c10'];

const compact = { '--input-height': '28px', '--input-fz': '13px', '--input-size': '28px' };

const button = { '--button-height': '28px', '--button-fz': '13px', '--button-padding-x': '10px' };
const filled = { '--button-bg': 'var(--accent)', '--button-hover': 'var(--accent-hover)', '--button-color': 'var(--on-accent)' };

/** Mantine's side of the look: compact controls, one accent, contrast of 4.5:1 in both themes. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  colors: { accent, dark },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-data)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '17px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '24px' },
  defaultRadius: '6px',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default', fw: 500 },
      vars: (_theme: unknown, props: { readonly variant?: string }) => ({ root: { ...button, ...(props.variant === 'filled' ? filled : {}) } }),
    },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, comboboxProps: { shadow: 'md' } } },
    TagsInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Input: { vars: () => ({ wrapper: compact }) },
    InputWrapper: {
      defaultProps: { size: 'sm' },
      vars: () => ({ description: { '--input-description-size': '12px' }, error: { '--input-error-size': '12px' }, label: {} }),
    },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 80 },
      },
    },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 60 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 60 } } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 60 }, multiline: true, maw: 420 } },
  },
});

/** Lets Mantine's own surfaces and texts follow our tokens. */
export const variables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--bad)',
  };
  return { variables: {}, light: both, dark: both };
};
