// `Hocket: Choose the Audio Device`: what there is, written to the settings; the engine follows the settings.
import { ConfigurationTarget, commands, type Disposable, window, workspace } from 'vscode';
import type { EngineService } from '../engine/engine-service.ts';
import { commands as ids, settings } from '../ids.ts';

export function chooseDevice(engine: EngineService): Disposable {
  return commands.registerCommand(ids.selectDevice, async () => {
    const devices = engine.host?.devices() ?? [];
    const items = [
      {
        label: "The system's default",
        device: '',
        description: devices.find((device) => device.isDefault)?.name ?? '',
      },
      ...devices.map((device) => ({ label: device.name, device: device.name, description: '' })),
    ];
    const placeHolder =
      devices.length > 0 ? 'Where should the sound go?' : 'No audio device was found: the silent clock runs';
    const chosen = await window.showQuickPick(items, { placeHolder });
    if (chosen === undefined) return;
    await workspace.getConfiguration().update(settings.device, chosen.device, ConfigurationTarget.Global);
  });
}
