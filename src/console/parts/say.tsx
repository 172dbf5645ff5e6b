import { signal } from '@preact/signals';

const SHOWN_MS = 6000;
const said = signal<{ text: string; tone: 'good' | 'bad'; number: number } | null>(null);

/** Tells what an act came to, to eyes and to screen readers. */
export function say(text: string, tone: 'good' | 'bad' = 'good'): void {
  const number = (said.value?.number ?? 0) + 1;
  said.value = { text, tone, number };
  setTimeout(() => {
    if (said.value?.number === number) said.value = null;
  }, SHOWN_MS);
}

export function Said() {
  return (
    <div class="said" role="status" aria-live="polite">
      {said.value && <p class={said.value.tone}>{said.value.text}</p>}
    </div>
  );
}
