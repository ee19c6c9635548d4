// What the user reads: status bar, swap report, example list, file name of a recording.
import { expect, test } from 'vitest';
import { exampleSummary, freeName } from '../../extension/src/commands/example-names.ts';
import { recordingName } from '../../extension/src/commands/recording-name.ts';
import type { NodeFate, SwapReport, Telemetry } from '../../extension/src/engine/engine-host.ts';
import { reportDetails, reportSummary } from '../../extension/src/evaluate/report-text.ts';
import { statusText } from '../../extension/src/status/status-text.ts';
import { quiet } from './telemetry.ts';

const telemetry: Telemetry = { ...quiet, position: { frame: 0, cycle: 14.25, cps: 0.5 } };

test('the status bar tells tempo, cycle, CPU and device', () => {
  const { text, tooltip, warning } = statusText(telemetry);
  expect(text).toBe('$(pulse) 120 bpm  14.3  3%  Speakers');
  expect(tooltip).toContain('7 voices');
  expect(warning).toBe(false);
});

test('without a device the status bar says that nothing is heard, and why', () => {
  const { text, tooltip, warning } = statusText({
    ...telemetry,
    output: { ...quiet.output, kind: 'silent', name: 'no audio device was found' },
  });
  expect(text).toContain('silent clock');
  expect(tooltip).toContain('no audio device was found');
  expect(warning).toBe(true);
});

const item = (fate: NodeFate, definition: string) => ({ fate, definition, place: { plan: 3, span: 0 }, key: '0' });
const swap: SwapReport = {
  plan: 3,
  frame: 64,
  latencySeconds: 0.0042,
  items: [item('kept', 'd1'), item('kept', 'd2'), item('changed', 'd2'), item('added', '~lfo')],
};

test('a swap is summed up, and told by definition where something happened', () => {
  expect(reportSummary(swap)).toBe('1 changed, 1 added, 2 kept');
  const details = reportDetails(swap);
  expect(details).toContain('after 4.2 ms');
  expect(details).toContain('d2: 1 changed, 1 kept; ~lfo: 1 added');
  expect(details).not.toContain('d1:');
  expect(reportSummary({ ...swap, items: [] })).toBe('nothing to do');
});

test("an example's first comment is its summary", () => {
  expect(exampleSummary('\n--  Techno.\nd1 $ s "bd"')).toBe('Techno.');
  expect(exampleSummary('d1 $ s "bd"')).toBe('');
});

test('recordings sort by time', () => {
  expect(recordingName(new Date(2031, 4, 7, 1, 4, 33))).toBe('hocket 2031-05-07 01.04.33.wav');
});

test('a copy of an example takes no name that is taken', () => {
  expect(freeName('first', () => false)).toBe('first.hkt');
  expect(freeName('first', (name) => ['first.hkt', 'first-2.hkt'].includes(name))).toBe('first-3.hkt');
});
