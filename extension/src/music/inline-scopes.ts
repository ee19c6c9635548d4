// The inline parameter scopes: at the end of its line, every parameter that moves shows a small drawing of itself and its value.
import { ColorThemeKind, type Disposable, type Position, Range, ThemeColor, Uri, window } from 'vscode';
import type { MovingParameter } from '../engine/engine-host.ts';
import type { EngineService } from '../engine/engine-service.ts';
import { scopeRate } from '../settings.ts';
import { DecorationsByFile, documentOnScreen, EditorDecorations, type KeyedDecoration } from './editor-decorations.ts';
import { ParameterHistory, type ParameterTrace, traceLength } from './parameter-history.ts';
import { rateLimit } from './rate-limit.ts';
import type { SpanTracking } from './span-tracking.ts';
import { shortNumber, sparklineSvg } from './sparkline.ts';
import type { WindowGate } from './window-gate.ts';

const svgUri = (svg: string) => Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);

function strokeColour(): string {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight ? '#1a5fd0' : '#7db3ff';
}

interface Line {
  readonly file: string;
  readonly end: Position;
  readonly moving: { readonly trace: ParameterTrace; readonly start: number }[];
}

function decoration({ end, moving }: Line, colour: string): KeyedDecoration {
  const traces = moving.sort((a, b) => a.start - b.start).map(({ trace }) => trace);
  const svg = sparklineSvg(
    traces.map(({ extremes }) => extremes),
    traceLength,
    colour,
  );
  const text = traces.map(({ parameter }) => ` ${parameter.port} ${shortNumber(parameter.current)}`).join(' ');
  return {
    key: `${end.line}:${end.character}:${text}:${svg}`,
    options: {
      range: new Range(end, end),
      renderOptions: {
        before: { contentIconPath: svgUri(svg), margin: '0 0 0 1.5em' },
        after: { contentText: text, color: new ThemeColor('hocket.scopeForeground'), fontStyle: 'normal' },
      },
    },
  };
}

export function showInlineScopes(engine: EngineService, tracking: SpanTracking, gate: WindowGate): Disposable {
  const placeOf = ({ place: { plan, span } }: MovingParameter) => tracking.spans.expression(plan, span);
  const history = new ParameterHistory((parameter) => {
    const place = placeOf(parameter);
    return place && `${place.file}:${place.span.start}:${parameter.port}`;
  });
  const mayDraw = rateLimit(() => performance.now());
  const decorations = new EditorDecorations(window.createTextEditorDecorationType({}), gate);

  /** The parameters of each line on screen, in the order of the text. */
  const byLine = (traces: readonly ParameterTrace[]): readonly Line[] => {
    const lines = new Map<string, Line>();
    for (const trace of traces) {
      const place = placeOf(trace.parameter);
      const document = place && documentOnScreen(place.file, place.span.end);
      if (place === undefined || document === undefined) continue;
      const { end } = document.lineAt(document.positionAt(place.span.end)).range;
      const id = `${place.file}:${end.line}`;
      const line = lines.get(id) ?? { file: place.file, end, moving: [] };
      line.moving.push({ trace, start: place.span.start });
      lines.set(id, line);
    }
    return [...lines.values()];
  };

  const draw = (traces: readonly ParameterTrace[]) => {
    const colour = strokeColour();
    const shown = new DecorationsByFile();
    for (const line of byLine(traces)) shown.add(line.file, decoration(line, colour));
    decorations.show(shown);
  };

  const subscriptions = [
    engine.onTelemetry(({ parameters }) => {
      history.add(parameters);
      if (mayDraw(scopeRate())) draw(history.advance());
    }),
    engine.onRestarted(() => history.clear()),
  ];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      decorations.dispose();
    },
  };
}
