// The newest samples against time, standing still: the picture starts where the wave rises through zero.
import { clear, type Size, type Surface, type Theme } from './surface.ts';

/** The first rise through zero in the first half, so that the other half is always there to show. */
export function trigger(samples: Float32Array): number {
  for (let index = 1; index < samples.length / 2; index++) {
    if ((samples[index - 1] ?? 0) < 0 && (samples[index] ?? 0) >= 0) return index;
  }
  return 0;
}

export function drawOscilloscope(surface: Surface, samples: Float32Array, size: Size, theme: Theme): void {
  clear(surface, size, theme);
  const middle = size.height / 2;
  surface.fillStyle = theme.faint;
  surface.fillRect(0, Math.round(middle), size.width, 1);
  if (samples.length < 2) return;
  const start = trigger(samples);
  const length = Math.floor(samples.length / 2);
  surface.strokeStyle = theme.trace;
  surface.lineWidth = 1.5;
  surface.beginPath();
  for (let index = 0; index < length; index++) {
    const value = Math.min(1, Math.max(-1, samples[start + index] ?? 0));
    const [x, y] = [(index / (length - 1)) * size.width, middle - value * (middle - 2)];
    if (index === 0) surface.moveTo(x, y);
    else surface.lineTo(x, y);
  }
  surface.stroke();
}
