import { effect, signal } from '@preact/signals';
import { keptIn } from './kept.ts';

const STORED = 'hookline.theme';
export type Theme = 'system' | 'light' | 'dark';

const kept = keptIn('localStorage');
const stored = kept.getItem(STORED);
/** Kept between visits; the key is not. */
export const theme = signal<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system');

effect(() => {
  if (theme.value === 'system') {
    kept.removeItem(STORED);
    delete document.documentElement.dataset.theme;
  } else {
    kept.setItem(STORED, theme.value);
    document.documentElement.dataset.theme = theme.value;
  }
});

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

export function switchTheme(): void {
  theme.value = NEXT[theme.value];
}
