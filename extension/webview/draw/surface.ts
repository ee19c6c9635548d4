// What drawings are made of: the size in pixels of the page, the theme's colours, and the part of a canvas context that they use.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly faint: string;
  readonly trace: string;
  readonly quiet: string;
  readonly loud: string;
  readonly clipped: string;
}

export type Surface = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'fillRect'
  | 'fillText'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'stroke'
  | 'fill'
>;

export function clear(surface: Surface, { width, height }: Size, theme: Theme): void {
  surface.fillStyle = theme.background;
  surface.fillRect(0, 0, width, height);
}
