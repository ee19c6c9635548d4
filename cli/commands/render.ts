// `hocket render`: a file of code becomes a file of sound.

import type { RenderOptions, SampleFormat } from '../../native/addon/hocket.d.ts';
import type { Command, Values } from '../command.ts';
import { loadEngine } from '../engine.ts';
import { UserError } from '../failure.ts';
import { printProblems } from '../problems.ts';
import { ProgressBar } from '../progress.ts';
import { loadSounds } from '../samples.ts';
import { evaluateSource, printDiagnostics, readSource } from '../source.ts';

const formats: readonly SampleFormat[] = ['float32', 'int16', 'int24'];

export const render: Command = {
  name: 'render',
  summary: 'Render a file to WAV, as fast as the machine can; the same file gives the same bits',
  operands: 'FILE',
  words: [1, 1],
  options: [
    { name: 'output', short: 'o', value: 'WAV', doc: 'the file to write (default: FILE with .wav)' },
    { name: 'cycles', value: 'N', doc: 'how much (default: 8)' },
    { name: 'seconds', value: 'N', doc: 'how much, in seconds' },
    { name: 'rate', value: 'HZ', doc: 'sample rate (default: 48000)' },
    { name: 'channels', value: 'N', doc: 'output channels (default: 2)' },
    { name: 'format', value: 'FORMAT', doc: 'float32, int16 or int24 (default: float32)' },
    { name: 'seed', value: 'N', doc: 'another number, other random choices (default: 0)' },
    { name: 'samples', value: 'FOLDER', doc: 'sample folder in the layout of Dirt-Samples' },
  ],
  numbers: ['cycles', 'seconds', 'rate', 'channels', 'seed'],
  async run(values) {
    const source = readSource(values.words[0] ?? '');
    const { plan, diagnostics, sounds } = evaluateSource(source);
    if (printDiagnostics(source, diagnostics) > 0) return 1;
    const samples = await loadSounds(values.text('samples'), sounds);
    const bar = new ProgressBar('rendering');
    const options: RenderOptions = {
      ...shape(values),
      path: values.text('output') ?? `${source.path.replace(/\.hkt$/, '')}.wav`,
      score: [
        ...samples.map((sample) => ({ kind: 'sample', frame: 0, ...sample }) as const),
        { kind: 'plan', frame: 0, json: JSON.stringify(plan) },
      ],
      onProgress: (share) => bar.update(share),
    };
    const job = loadEngine().render(options);
    const cancel = () => job.cancel();
    process.once('SIGINT', cancel);
    const result = await job.done;
    process.off('SIGINT', cancel);
    bar.end();
    const errors = printProblems(result.problems, source, plan);
    if (result.error) throw new UserError(result.error);
    console.log(
      `${options.path}: ${summary(result.frames / (options.sampleRate ?? 48000), result.cycles, result.peaks)}`,
    );
    return errors === 0 ? 0 : 1;
  },
};

/** How much, and in which form; refuses what makes no sense. */
function shape({ number, text }: Values): Omit<RenderOptions, 'path' | 'score'> {
  const sampleRate = number('rate') ?? 48000;
  const seconds = number('seconds');
  const cycles = number('cycles') ?? 8;
  const format = formats.find((name) => name === (text('format') ?? 'float32'));
  if (format === undefined) throw new UserError(`--format is one of ${formats.join(', ')}`, 2);
  if ((seconds ?? cycles) <= 0)
    throw new UserError('there is nothing to render: --cycles and --seconds are more than 0', 2);
  if (sampleRate < 8000 || sampleRate > 192000) throw new UserError('--rate is from 8000 to 192000 Hz', 2);
  const channels = number('channels') ?? 2;
  if (!Number.isInteger(channels) || channels < 1 || channels > 32)
    throw new UserError('--channels is from 1 to 32', 2);
  const length = seconds === undefined ? { cycles } : { frames: Math.round(seconds * sampleRate) };
  return { ...length, sampleRate, format, outputChannels: channels, seed: number('seed') ?? 0 };
}

function summary(seconds: number, cycles: number, peaks: readonly number[]): string {
  const loudest = Math.max(...peaks);
  const level = loudest > 0 ? `peak ${(20 * Math.log10(loudest)).toFixed(1)} dB` : 'silence';
  return `${seconds.toFixed(2)} s, ${cycles.toFixed(2)} cycles, ${level}`;
}
