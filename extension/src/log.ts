// The log channel, and messages to the user: one sentence and one action, details in the log.
import { type LogOutputChannel, window } from 'vscode';

export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Hocket', { log: true });
}

export async function showError(log: LogOutputChannel, sentence: string): Promise<void> {
  log.error(sentence);
  const action = 'Show Log';
  if ((await window.showErrorMessage(sentence, action)) === action) log.show();
}
