// The status bar item: tempo, cycle, CPU, device; and for a moment what an evaluation did.
import { type Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { EngineService } from '../engine/engine-service.ts';
import { commands } from '../ids.ts';
import { rateLimit } from '../music/rate-limit.ts';
import { statusText } from './status-text.ts';

const updatesPerSecond = 4;

export function showStatus(engine: EngineService): Disposable {
  const item = window.createStatusBarItem('hocket.status', StatusBarAlignment.Left, 10);
  item.name = 'Hocket';
  item.command = commands.selectDevice;
  const mayUpdate = rateLimit(() => performance.now());
  if (engine.host === undefined) {
    item.text = '$(error) Hocket: no sound engine';
    item.command = commands.showLog;
  }
  item.show();
  const subscription = engine.onTelemetry((telemetry) => {
    if (!mayUpdate(updatesPerSecond)) return;
    const { text, tooltip, warning } = statusText(telemetry);
    item.text = text;
    item.tooltip = tooltip;
    item.backgroundColor = warning ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  });
  return {
    dispose() {
      subscription.dispose();
      item.dispose();
    },
  };
}
