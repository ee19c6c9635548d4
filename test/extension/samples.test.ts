// Sample folders on a real disk, decoded by the real worker.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineHost, Sound } from '../../extension/src/engine/engine-host.ts';
import { Decoder } from '../../extension/src/samples/decoder.ts';
import { scanSampleFolders } from '../../extension/src/samples/folder-scan.ts';
import { SampleLoader } from '../../extension/src/samples/sample-loader.ts';

let folder: string;
let decoder: Decoder;

/** 16-bit WAV whose frame i, channel c is (i + c) / 100. */
function wav(frames: number, channels: number, sampleRate: number): Buffer {
  const data = Buffer.alloc(frames * channels * 2);
  for (let i = 0; i < frames * channels; i++) {
    data.writeInt16LE(Math.round(((Math.floor(i / channels) + (i % channels)) / 100) * 32768), i * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocket-samples-'));
  mkdirSync(join(folder, 'tone'));
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'tone/b.WAV'), wav(20, 2, 44100));
  writeFileSync(join(folder, 'tone/a.wav'), wav(10, 1, 22050));
  writeFileSync(join(folder, 'tone/c.wav'), 'no sound at all');
  writeFileSync(join(folder, 'tone/readme.txt'), 'not audio');
  const worker = join(folder, 'decode-worker.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../extension/src/samples/decode-worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@audio/decode-ape'],
    define: { 'import.meta.url': '__filename' },
    outfile: worker,
    logLevel: 'silent',
  });
  decoder = new Decoder(worker);
});

afterAll(() => {
  decoder.dispose();
  rmSync(folder, { recursive: true });
});

test('a folder is a sound, its audio files in the order of their names', async () => {
  const { sounds, unreadable } = await scanSampleFolders([folder, join(folder, 'nowhere')]);
  expect([...sounds.keys()]).toEqual(['tone']);
  expect(sounds.get('tone')?.map((path) => path.slice(folder.length))).toEqual([
    '/tone/a.wav',
    '/tone/b.WAV',
    '/tone/c.wav',
  ]);
  expect(unreadable).toHaveLength(1);
  expect(unreadable[0]).toContain('nowhere');
});

test('sounds that a plan names reach the engine decoded, once; a broken file is told and skipped', async () => {
  const taken: { name: string; index: number; sound: Sound }[] = [];
  const engine = {
    setSample: (name: string, index: number, sound: Sound) => taken.push({ name, index, sound }) > 0,
  } as Partial<EngineHost> as EngineHost;
  const warnings: string[] = [];
  const loader = new SampleLoader(decoder, { info: () => undefined, warn: (message) => warnings.push(message) });
  await loader.setFiles((await scanSampleFolders([folder])).sounds, engine);
  await loader.need(['tone:1', 'tone', 'bd'], engine);
  await loader.need(['tone'], engine);

  expect(taken.map(({ name, index }) => `${name}:${index}`)).toEqual(['tone:0', 'tone:1']);
  const [mono, stereo] = taken.map(({ sound }) => sound);
  expect([mono?.channels, mono?.sampleRate, mono?.frames.length]).toEqual([1, 22050, 10]);
  expect([stereo?.channels, stereo?.sampleRate, stereo?.frames.length]).toEqual([2, 44100, 40]);
  expect(stereo?.frames[6]).toBeCloseTo(0.03, 3);
  expect(stereo?.frames[7]).toBeCloseTo(0.04, 3);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('c.wav');
});
