// The sound view: a list of strips with meters, and oscilloscope and spectrum of the one that is chosen.
import {
  type FromSoundView,
  type SoundFrame,
  soundProtocolVersion,
  type ToSoundView,
} from '../../shared/sound-protocol.ts';
import { spectrum } from '../draw/fft.ts';
import { drawOscilloscope } from '../draw/oscilloscope.ts';
import { drawSpectrum } from '../draw/spectrum.ts';
import { Canvas } from './canvas.ts';
import './sound.css';
import { Strip } from './strip.ts';
import { currentTheme, onThemeChange } from './theme.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromSoundView): void };

const host = acquireVsCodeApi();
const list = document.createElement('div');
list.className = 'strips';
list.setAttribute('role', 'group');
list.setAttribute('aria-label', 'Tracks');
list.textContent = 'Evaluate a block (Ctrl+Enter) to see it here.';
const oscilloscope = new Canvas('oscilloscope');
const spectrogram = new Canvas('spectrum');
oscilloscope.element.className = 'oscilloscope';
spectrogram.element.className = 'spectrum';
document.body.append(list, oscilloscope.element, spectrogram.element);

const strips = new Map<string, Strip>();
let chosen = 'master';
let theme = currentTheme();
let newest: SoundFrame | undefined;
onThemeChange(() => {
  theme = currentTheme();
});

function choose(name: string): void {
  chosen = name;
  for (const [other, strip] of strips) strip.setChosen(other === name);
  oscilloscope.element.setAttribute('aria-label', `oscilloscope of ${name}`);
  spectrogram.element.setAttribute('aria-label', `spectrum of ${name}`);
}

function stripOf(name: string): Strip {
  const known = strips.get(name);
  if (known !== undefined) return known;
  const strip = new Strip(name, () => choose(name));
  strip.setChosen(name === chosen);
  strips.set(name, strip);
  return strip;
}

/** Strips come and go with the tracks; the order is the frame's. */
function arrange(frame: SoundFrame): void {
  const names = frame.strips.map((strip) => strip.name);
  if (names.length === strips.size && names.every((name) => strips.has(name))) return;
  for (const name of strips.keys()) if (!names.includes(name)) strips.delete(name);
  list.replaceChildren(...names.map((name) => stripOf(name).element));
  if (!names.includes(chosen)) choose('master');
}

function draw(now: number): void {
  const frame = newest;
  if (frame === undefined) return;
  newest = undefined;
  arrange(frame);
  for (const strip of frame.strips) stripOf(strip.name).update(strip, now, theme);
  const samples = frame.strips.find((strip) => strip.name === chosen)?.samples ?? new Float32Array();
  oscilloscope.draw((surface, size) => drawOscilloscope(surface, samples, size, theme));
  spectrogram.draw((surface, size) => drawSpectrum(surface, spectrum(samples), frame.sampleRate, size, theme));
  host.postMessage({ type: 'drawn', number: frame.number });
}

window.addEventListener('message', ({ data }: MessageEvent<ToSoundView>) => {
  if (newest === undefined) requestAnimationFrame(draw);
  newest = data;
});

choose(chosen);
host.postMessage({ type: 'ready', version: soundProtocolVersion });
