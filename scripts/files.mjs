// The source files of the repository, as git knows them: tracked, or new and not ignored.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Paths relative to the root, of those under `folder` (everything by default) that end in one of `extensions`. */
export function sourceFiles(folder, extensions) {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', folder], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return listed
    .split('\0')
    .filter((path) => extensions.some((extension) => path.endsWith(extension)) && existsSync(resolve(root, path)))
    .sort();
}
