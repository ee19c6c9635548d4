// The engine in this process: the one place where the addon is loaded.
import { loadAddon } from '../../../native/addon/load.ts';
import type { EngineHost, EngineSettings } from './engine-host.ts';

/** Starts engines of the addon at `path`. Throws when the addon does not fit this machine. */
export function engineStarter(path: string): (settings: EngineSettings) => EngineHost {
  return (settings) => {
    const addon = loadAddon(path);
    const engine = new addon.Engine({ sampleRate: settings.sampleRate, outputChannels: settings.outputChannels });
    engine.start({
      ...(settings.device === '' ? {} : { device: settings.device }),
      ...(settings.backend === '' ? {} : { backend: settings.backend }),
      periodFrames: settings.bufferFrames,
    });
    return {
      submit: (planJson, when) => engine.submit(planJson, when),
      command: (name, value) => engine.command(name, value),
      setSample: (name, index, sound) => engine.setSample(name, index, sound),
      poll: () => engine.poll(),
      devices: () => addon.devices().filter((device) => device.output),
      startRecording: (file) => engine.startRecording(file),
      stopRecording: () => engine.stopRecording(),
      close: () => engine.close(),
    };
  };
}
