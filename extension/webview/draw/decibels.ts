// Linear levels as decibels of full scale, and as places on a meter.

export const silence = Number.NEGATIVE_INFINITY;
/** What meters and spectra show, in dB. */
export const lowestShown = -72;

export function decibels(level: number): number {
  return level > 0 ? 20 * Math.log10(level) : silence;
}

/** 0 at the lowest level shown and below, 1 at full scale and above. */
export function meterShare(level: number): number {
  return Math.min(1, Math.max(0, 1 - decibels(level) / lowestShown));
}

/** For eyes and screen readers: `−6.1 dB`, `silent`. */
export function decibelText(level: number): string {
  const value = decibels(level);
  return value < lowestShown ? 'silent' : `${value.toFixed(1).replace('-', '−')} dB`;
}
