// The inline parameter scopes: at the end of its line, every parameter that moves shows a small drawing of itself and its value.
import { ColorThemeKind, type Disposable, Range, ThemeColor, Uri, window } from 'vscode';
import type { MovingParameter } from '../engine/engine-host.ts';
import type { EngineService } from '../engine/engine-service.ts';
import { scopeRate } from '../settings.ts';
import { DecorationsByFile, EditorDecorations, visibleDocument } from './editor-decorations.ts';
import { ParameterHistory, type ParameterTrace, traceLength } from './parameter-history.ts';
import { rateLimit } from './rate-limit.ts';
import type { SpanTracking } from './span-tracking.ts';
import { shortNumber, sparklineSvg } from './sparkline.ts';

const svgUri = (svg: string) => Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);

function strokeColour(): string {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight ? '#1a5fd0' : '#7db3ff';
}

export function showInlineScopes(engine: EngineService, tracking: SpanTracking): Disposable {
  const placeOf = ({ place: { plan, span } }: MovingParameter) => tracking.spans.expression(plan, span);
  const history = new ParameterHistory((parameter) => {
    const place = placeOf(parameter);
    return place && `${place.file}:${place.span.start}:${parameter.port}`;
  });
  const mayDraw = rateLimit(() => performance.now());
  const decorations = new EditorDecorations(window.createTextEditorDecorationType({}));

  const draw = (traces: readonly ParameterTrace[]) => {
    const colour = strokeColour();
    const shown = new DecorationsByFile();
    for (const { parameter, extremes } of traces) {
      const place = placeOf(parameter);
      const document = place && visibleDocument(place.file);
      if (place === undefined || document === undefined) continue;
      const lineEnd = document.lineAt(document.positionAt(place.span.end)).range.end;
      const svg = sparklineSvg(extremes, traceLength, colour);
      const text = ` ${parameter.port} ${shortNumber(parameter.current)}`;
      shown.add(place.file, {
        key: `${lineEnd.line}:${lineEnd.character}:${text}:${svg}`,
        options: {
          range: new Range(lineEnd, lineEnd),
          renderOptions: {
            before: { contentIconPath: svgUri(svg), margin: '0 0 0 1.5em' },
            after: { contentText: text, color: new ThemeColor('hocket.scopeForeground'), fontStyle: 'normal' },
          },
        },
      });
    }
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
