// The sample folders of the settings, read at the start and when the settings change.
import { Disposable, type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import type { EngineService } from '../engine/engine-service.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { settings } from '../ids.ts';
import type { TellSounds } from '../language/evaluation.ts';
import { sampleFolders } from '../settings.ts';
import { Decoder } from './decoder.ts';
import { scanSampleFolders } from './folder-scan.ts';
import { SampleLoader } from './sample-loader.ts';

export function loadSamples(
  context: ExtensionContext,
  engine: EngineService,
  evaluator: Evaluator,
  tellSounds: TellSounds,
  log: LogOutputChannel,
): Disposable {
  const decoder = new Decoder(context.asAbsolutePath('dist/decode-worker.js'));
  const loader = new SampleLoader(decoder, log);

  const rescanNow = async () => {
    const folders = sampleFolders();
    if (folders.length === 0) return;
    const { sounds, unreadable } = await scanSampleFolders(folders);
    for (const reason of unreadable) log.warn(`sample folder not readable: ${reason}`);
    log.info(`${sounds.size} sounds in ${folders.length - unreadable.length} sample folders`);
    await tellSounds([...sounds].map(([name, files]) => ({ name, count: files.length })));
    await loader.setFiles(sounds, engine.host);
  };
  const rescan = () => {
    rescanNow().catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  };
  rescan();
  return Disposable.from(
    decoder,
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settings.sampleFolders) && rescan()),
    evaluator.onEvaluated(({ result }) => void loader.need(result.sounds, engine.host)),
    engine.onRestarted((host) => void loader.restart(host)),
  );
}
