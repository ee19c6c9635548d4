// What rendering the examples costs: the command line program as a user runs it, start included.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../e2e/driver/vscode-server.ts';
import { readWav } from '../e2e/driver/wav.ts';
import type { Figure } from './figure.ts';

const cycles = '64';

/** Runs in the program: leaves the most memory that it ever had, in KiB. */
const tellMemory = (file: string): string =>
  `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from 'node:fs';
     process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`,
  )}`;

function execute(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => {
    said += String(data);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve((performance.now() - start) / 1000);
      else reject(new Error(said));
    });
  });
}

async function renderExample(example: string, folder: string): Promise<Figure[]> {
  const [wav, memory] = [join(folder, 'out.wav'), join(folder, 'memory')];
  const source = join(repository, 'examples', example);
  const program = join(repository, 'dist/cli.js');
  const seconds = await execute([
    '--import',
    tellMemory(memory),
    program,
    'render',
    source,
    '-o',
    wav,
    '--cycles',
    cycles,
  ]);
  const { channels, sampleRate } = readWav(wav);
  const length = (channels[0]?.length ?? 0) / sampleRate;
  const name = `render ${example}, ${cycles} cycles`;
  return [
    { name: `${name}: speed`, value: length / seconds, unit: 'x real time', better: 'higher' },
    { name: `${name}: most memory`, value: Number(readFileSync(memory, 'utf8')) / 1024, unit: 'MiB', better: 'lower' },
  ];
}

export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-bench-'));
  try {
    const figures: Figure[] = [];
    for (const example of readdirSync(join(repository, 'examples')).filter((name) => name.endsWith('.hkt')))
      figures.push(...(await renderExample(example, folder)));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
