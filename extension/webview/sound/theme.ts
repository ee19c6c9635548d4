// The colours of VS Code's theme, as CSS variables of the page.
import type { Theme } from '../draw/surface.ts';

export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string, fallback: string) => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  return {
    background: colour('panel-background', 'transparent'),
    foreground: colour('foreground', 'gray'),
    faint: colour('widget-border', '#8884'),
    trace: colour('charts-blue', '#3a86ff'),
    quiet: colour('charts-green', '#2a9d4a'),
    loud: colour('charts-yellow', '#c9a227'),
    clipped: colour('charts-red', '#d64545'),
  };
}

/** VS Code changes the body's class when the theme changes. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
