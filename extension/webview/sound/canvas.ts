// A canvas that keeps its resolution in step with its size on the screen, and has a text equivalent.
import type { Size, Surface } from '../draw/surface.ts';

export class Canvas {
  readonly element = document.createElement('canvas');
  readonly #context = this.element.getContext('2d');

  constructor(label: string) {
    this.element.setAttribute('role', 'img');
    this.element.setAttribute('aria-label', label);
  }

  draw(drawing: (surface: Surface, size: Size) => void): void {
    const size = { width: this.element.clientWidth, height: this.element.clientHeight };
    if (this.#context === null || size.width === 0 || size.height === 0) return;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (this.element.width !== width || this.element.height !== height) {
      this.element.width = width;
      this.element.height = height;
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawing(this.#context, size);
  }
}
