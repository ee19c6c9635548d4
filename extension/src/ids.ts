// The names that the extension shares with package.json; a test compares the two, both ways.

import { openReferenceCommand } from '../../language-server/src/protocol.ts';

export const languageId = 'hocket';

export const commands = {
  evaluateFile: 'hocket.evaluateFile',
  evaluateBlock: 'hocket.evaluateBlock',
  evaluateSelection: 'hocket.evaluateSelection',
  hush: 'hocket.hush',
  panic: 'hocket.panic',
  openExample: 'hocket.openExample',
  openReference: openReferenceCommand,
  showSound: 'hocket.showSound',
  showLog: 'hocket.showLog',
  selectDevice: 'hocket.selectDevice',
  startRecording: 'hocket.startRecording',
  stopRecording: 'hocket.stopRecording',
} as const;

export const views = { sound: 'hocket.sound' } as const;

export const settings = {
  device: 'hocket.audio.device',
  backend: 'hocket.audio.backend',
  sampleRate: 'hocket.audio.sampleRate',
  bufferFrames: 'hocket.audio.bufferFrames',
  channels: 'hocket.audio.channels',
  quantisation: 'hocket.evaluate.quantisation',
  onSave: 'hocket.evaluate.onSave',
  sampleFolders: 'hocket.samples.folders',
  highlightRate: 'hocket.highlight.rate',
  scopeRate: 'hocket.scopes.rate',
} as const;

/** Context keys for the `when` clauses of package.json. */
export const contextKeys = { recording: 'hocket.recording' } as const;
