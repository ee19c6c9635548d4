// Keeps two builds out of one folder: whoever comes second waits for the first, and says so. The lock is a directory
// beside the folder with one file in it, named after the process that holds it.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const interval = 200; // ms

/** When a process started, where the system tells: the number of one that has gone may be given to another. */
function birth(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

function isAlive(owner) {
  const [pid, born] = owner.split('-');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return born === birth(pid);
}

function ownerOf(lock) {
  try {
    return readdirSync(lock)[0];
  } catch {
    return undefined;
  }
}

function renamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Both ways to get the lock are one rename, at which only one of several can succeed: a directory does not replace one with a file in it. */
function claim(lock, me) {
  const mine = `${lock}.${me}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(resolve(mine, me), '');
  if (renamed(mine, lock)) return true;
  rmSync(mine, { recursive: true });
  const owner = ownerOf(lock);
  return owner !== undefined && !isAlive(owner) && renamed(resolve(lock, owner), resolve(lock, me));
}

/** Does `work` while no other process works in the folder. */
export async function locked(folder, work) {
  const lock = `${folder}.lock`;
  const me = `${process.pid}-${birth(process.pid)}`;
  mkdirSync(resolve(folder, '..'), { recursive: true });
  for (let waits = 0; !claim(lock, me); ++waits) {
    const owner = ownerOf(lock);
    if (waits === 0 && owner)
      console.log(`waiting for process ${owner.split('-')[0]}, which builds ${basename(folder)} ...`);
    await setTimeout(interval);
  }
  const release = () => {
    unlinkSync(resolve(lock, me));
    try {
      rmdirSync(lock);
    } catch {
      // Another process has it already.
    }
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
