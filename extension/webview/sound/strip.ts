// One track, output or the master in the list: its name, its meter, and its levels in words.
import type { StripFrame } from '../../shared/sound-protocol.ts';
import { decibelText } from '../draw/decibels.ts';
import { drawMeter, fallen, type MeterLevels } from '../draw/meter.ts';
import type { Theme } from '../draw/surface.ts';
import { Canvas } from './canvas.ts';

const silent: MeterLevels = { peak: [0, 0], rms: [0, 0] };
/** Words change slowly enough to be read. */
const textEvery = 500;

export class Strip {
  readonly element = document.createElement('button');
  readonly #name: string;
  readonly #meter: Canvas;
  readonly #text = document.createElement('span');
  #shown = silent;
  #shownAt = 0;
  #textAt = 0;

  constructor(name: string, choose: () => void) {
    this.#name = name;
    this.#meter = new Canvas(`level of ${name}`);
    this.#meter.element.className = 'meter';
    this.#text.className = 'levels';
    const label = document.createElement('span');
    label.className = 'name';
    label.textContent = name;
    this.element.className = 'strip';
    this.element.type = 'button';
    this.element.append(label, this.#meter.element, this.#text);
    this.element.addEventListener('click', choose);
  }

  setChosen(chosen: boolean): void {
    this.element.setAttribute('aria-pressed', String(chosen));
  }

  update(frame: StripFrame, now: number, theme: Theme): void {
    this.#shown = fallen(this.#shown, frame, (now - this.#shownAt) / 1000);
    this.#shownAt = now;
    this.#meter.draw((surface, size) => drawMeter(surface, this.#shown, size, theme));
    if (now - this.#textAt < textEvery) return;
    this.#textAt = now;
    const peak = decibelText(Math.max(...this.#shown.peak));
    const rms = decibelText(Math.max(...frame.rms));
    this.#text.textContent = `${peak} / ${rms}`;
    this.element.setAttribute('aria-label', `${this.#name}: peak ${peak}, RMS ${rms}`);
  }
}
