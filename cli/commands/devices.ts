// `hocket devices`: where sound can go.
import type { Command } from '../command.ts';
import { loadEngine } from '../engine.ts';

export const devices: Command = {
  name: 'devices',
  summary: 'List sound devices',
  operands: '',
  words: [0, 0],
  options: [{ name: 'json', doc: 'as a JSON array' }],
  async run({ flag }) {
    const found = loadEngine().devices();
    if (flag('json')) console.log(JSON.stringify(found, undefined, 2));
    else if (found.length === 0) console.log('no sound device');
    for (const device of flag('json') ? [] : found) {
      const ways = [device.output && 'output', device.input && 'input'].filter(Boolean).join(', ');
      const detail = device.sampleRate > 0 ? `, ${device.sampleRate} Hz, ${device.channels} channels` : '';
      console.log(`${device.isDefault ? '*' : ' '} ${device.name} (${device.backend}: ${ways}${detail})`);
    }
    return 0;
  },
};
