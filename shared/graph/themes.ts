/** Colours of a picture on paper and on a dark screen. Blue and orange stay apart for every common kind of colour blindness; line style says the same. */
export interface Theme {
  readonly page: string;
  readonly lane: string;
  readonly node: string;
  readonly border: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly solid: string;
  readonly dashed: string;
  readonly dotted: string;
}

export const themeNames = ['light', 'dark'] as const;
export type ThemeName = (typeof themeNames)[number];

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    page: '#ffffff',
    lane: '#f5f6f8',
    node: '#ffffff',
    border: '#c3c8d0',
    text: '#14181f',
    quiet: '#5b6470',
    accent: '#2b52c4',
    solid: '#0b67a5',
    dashed: '#b8500f',
    dotted: '#7a828e',
  },
  dark: {
    page: '#13161c',
    lane: '#191d24',
    node: '#1e232c',
    border: '#48505e',
    text: '#eceff4',
    quiet: '#a3acba',
    accent: '#84a6ff',
    solid: '#56b2f5',
    dashed: '#f0975a',
    dotted: '#8d96a5',
  },
};
