// `hocket`: the command line. Finds the command, runs it, and turns what comes of it into an exit code.
import type { Command } from './command.ts';
import { check } from './commands/check.ts';
import { devices } from './commands/devices.ts';
import { docs } from './commands/docs.ts';
import { plan } from './commands/plan.ts';
import { play } from './commands/play.ts';
import { query } from './commands/query.ts';
import { render } from './commands/render.ts';
import { UserError } from './failure.ts';
import { parseArguments, usageOf } from './options.ts';

const commands: readonly Command[] = [play, render, check, plan, query, devices, docs];

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: hocket COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    '`hocket COMMAND --help` says more about one of them.',
    'Exit codes: 0 all is well, 1 the code or the sound is not, 2 the command line is not.',
  ].join('\n');
}

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    console.error(`hocket: there is no command \`${name}\`\n\n${overview()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(usageOf(command));
    return 0;
  }
  const parsed = parseArguments(command, rest);
  if (parsed.kind === 'wrong') {
    console.error(`hocket ${name}: ${parsed.message}\n\n${usageOf(command)}`);
    return 2;
  }
  return command.run(parsed.values);
}

// Output that nobody reads any more, as in `hocket plan x.hkt | head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    console.error(`hocket: ${error.message}`);
    process.exitCode = error.exitCode;
  },
);
