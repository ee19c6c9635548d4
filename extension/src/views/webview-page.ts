// The HTML page of a webview: a script and a style from dist, nothing else, and a policy that lets nothing else in.
import { randomBytes } from 'node:crypto';
import type { Uri, Webview } from 'vscode';

export interface PageFiles {
  readonly title: string;
  readonly script: Uri;
  readonly style: Uri;
}

export function webviewPage(webview: Webview, { title, script, style }: PageFiles): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<link rel="stylesheet" href="${webview.asWebviewUri(style)}">
</head>
<body>
<script nonce="${nonce}" src="${webview.asWebviewUri(script)}"></script>
</body>
</html>`;
}
