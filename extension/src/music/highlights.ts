// The atoms of mini-notation light up in the editor as they sound.
import { type Disposable, Range, ThemeColor, window } from 'vscode';
import type { Telemetry } from '../engine/engine-host.ts';
import type { EngineService } from '../engine/engine-service.ts';
import { highlightRate } from '../settings.ts';
import { AtomSchedule } from './atom-schedule.ts';
import { DecorationsByFile, documentOnScreen, EditorDecorations } from './editor-decorations.ts';
import { rateLimit } from './rate-limit.ts';
import type { SpanTracking } from './span-tracking.ts';
import type { WindowGate } from './window-gate.ts';

export function showSoundingAtoms(engine: EngineService, tracking: SpanTracking, gate: WindowGate): Disposable {
  const schedule = new AtomSchedule();
  const mayDraw = rateLimit(() => performance.now());
  const decorations = new EditorDecorations(
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor('hocket.atomBackground'),
      outlineColor: new ThemeColor('hocket.atomBorder'),
      outlineWidth: '1px',
      outlineStyle: 'solid',
      borderRadius: '2px',
    }),
    gate,
  );

  const draw = ({ position, output }: Telemetry) => {
    const lit = new DecorationsByFile();
    for (const { plan, span } of schedule.at(position.frame, output.sampleRate)) {
      const place = tracking.spans.atom(plan, span);
      const document = place && documentOnScreen(place.file, place.span.start);
      if (place === undefined || document === undefined) continue;
      const { start, end } = place.span;
      const range = new Range(document.positionAt(start), document.positionAt(end));
      lit.add(place.file, { key: `${start}-${end}`, options: { range } });
    }
    decorations.show(lit);
  };

  const subscriptions = [
    engine.onTelemetry((telemetry) => {
      schedule.add(telemetry.atoms);
      if (mayDraw(highlightRate())) draw(telemetry);
    }),
    engine.onRestarted(() => schedule.clear()),
  ];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      decorations.dispose();
    },
  };
}
