// The name of a document in the session. One that is not saved yet has the name that it will have as a file, so that saving it does not
// make its definitions those of another file.
import type { TextDocument } from 'vscode';

export function sessionUri({ uri }: TextDocument): string {
  const willBeFile = uri.scheme === 'untitled' && uri.path.startsWith('/');
  return (willBeFile ? uri.with({ scheme: 'file' }) : uri).toString();
}
