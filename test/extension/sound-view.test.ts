import { expect, test } from 'vitest';
import { decodeFromSoundView, framesInFlight } from '../../extension/shared/sound-protocol.ts';
import type { Telemetry } from '../../extension/src/engine/engine-host.ts';
import { FrameGate } from '../../extension/src/views/frame-gate.ts';
import { soundFrame } from '../../extension/src/views/sound-frame.ts';
import { quiet } from './telemetry.ts';

test('no more frames are under way than the view can take', () => {
  const gate = new FrameGate(framesInFlight);
  const sent = [gate.next(), gate.next(), gate.next()];
  expect(sent).toEqual([1, 2, undefined]);
  gate.acknowledge(1);
  expect([gate.next(), gate.next()]).toEqual([3, undefined]);
  // A late acknowledgement acknowledges what came before it too, and an invented one nothing.
  gate.acknowledge(3);
  gate.acknowledge(99);
  expect([gate.next(), gate.next(), gate.next()]).toEqual([4, 5, undefined]);
  gate.reset();
  expect(gate.next()).toBe(6);
});

test('a frame has the master first, then tracks by number, each with its samples mixed', () => {
  const meter = (name: string) => ({ name, peak: [0.5, 0.25], rms: [0.1, 0.1] }) as const;
  const telemetry: Telemetry = {
    ...quiet,
    meters: [meter('d10'), meter('d2'), meter('master')],
    scopes: [{ name: 'd2', endFrame: 2, left: Float32Array.of(1, 0), right: Float32Array.of(0, -1) }],
  };
  const frame = soundFrame(telemetry, 7);
  expect(frame.strips.map((strip) => strip.name)).toEqual(['master', 'd2', 'd10']);
  expect([...(frame.strips[1]?.samples ?? [])]).toEqual([0.5, -0.5]);
  expect(frame.strips[0]?.samples).toHaveLength(0);
});

test('what a view sends is checked', () => {
  expect(decodeFromSoundView({ type: 'drawn', number: 3 })).toEqual({ type: 'drawn', number: 3 });
  for (const wrong of [null, 3, {}, { type: 'drawn' }, { type: 'ready', version: '1' }, { type: 'other' }]) {
    expect(decodeFromSoundView(wrong)).toBeUndefined();
  }
});
