import { distance } from 'fastest-levenshtein';

/** The candidate closest to what was typed, if it is close enough to be what was meant: a third of its length. */
export function closest(typed: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const candidate of candidates) {
    // Each character by which one is longer takes an edit, so these need no comparing, which is slow for long texts.
    if (Math.abs(candidate.length - typed.length) >= bestDistance) continue;
    const edits = editsBetween(typed.toLowerCase(), candidate.toLowerCase());
    if (edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/**
 * The edits from one text to the other. Two letters that changed places count as one: as two, they would be too many
 * for a short name.
 */
function editsBetween(typed: string, meant: string): number {
  return isSwapped(typed, meant) ? 1 : distance(typed, meant);
}

function isSwapped(typed: string, meant: string): boolean {
  if (typed === meant) return false;
  let at = 0;
  while (typed[at] === meant[at]) at++;
  return (
    typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2)
  );
}
