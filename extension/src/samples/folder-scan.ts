// Finds sounds in sample folders of the Dirt-Samples layout: a folder is a sound, the files in it, by name, are `sound:0`, `sound:1`, ...
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Sound name to its files, in the order of their indices. */
export type SoundFiles = ReadonlyMap<string, readonly string[]>;

const audioFile = /\.(wav|aiff?|flac|ogg|mp3|opus|m4a)$/i;

export interface ScanResult {
  readonly sounds: SoundFiles;
  /** Folders that could not be read, with the reason. */
  readonly unreadable: readonly string[];
}

/** Reads names only, no audio. Of two folders that have the same sound the later one wins. */
export async function scanSampleFolders(folders: readonly string[]): Promise<ScanResult> {
  const sounds = new Map<string, readonly string[]>();
  const unreadable: string[] = [];
  for (const folder of folders) {
    const root = folder.replace(/^~(?=$|[\\/])/, homedir());
    try {
      for (const entry of await readdir(root, { withFileTypes: true })) {
        if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
        const files = await audioFilesIn(join(root, entry.name));
        if (files.length > 0) sounds.set(entry.name, files);
      }
    } catch (error) {
      unreadable.push(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { sounds, unreadable };
}

async function audioFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => audioFile.test(name) && !name.startsWith('.'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(folder, name));
}
