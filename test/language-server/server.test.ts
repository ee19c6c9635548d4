// The server over its protocol: what an editor sends, and what it gets back.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EvaluateResult } from '../../language-server/src/protocol.ts';
import { evaluateRequest, resetRequest, soundsNotification } from '../../language-server/src/protocol.ts';
import { type Client, startClient } from './client.ts';

const uri = 'file:///piece.hkt';
let client: Client;

beforeEach(async () => {
  client = await startClient();
});
afterEach(() => client.close());

const evaluate = (text: string, what: object = { kind: 'file' }): Promise<EvaluateResult> =>
  client.connection.sendRequest(evaluateRequest, { uri, text, what });

describe('language server', () => {
  it('publishes diagnostics on opening and after each edit', async () => {
    await client.open(uri, 'd1 sound "bd"\nd2 $ sound "sn"');
    expect((await client.diagnostics(uri, 1)).map(({ code }) => code)).toEqual(['missingDollar']);
    await client.edit(uri, 2, 0, 2, ' $');
    expect(await client.diagnostics(uri, 2)).toEqual([]);
  });

  it('answers hover, completion, definition and code actions in lines and columns', async () => {
    await client.open(uri, 'let f x = x # speed 2\nd1 $ f $ fsat 2 $ sound "bd"');
    const textDocument = { uri };
    const at = { textDocument, position: { line: 1, character: 5 } };
    expect(await client.connection.sendRequest('textDocument/hover', at)).toMatchObject({
      contents: { value: expect.stringContaining('f : Voices -> Voices') },
    });
    expect(await client.connection.sendRequest('textDocument/definition', at)).toEqual([
      { uri, range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } } },
    ]);
    const items = await client.connection.sendRequest<{ label: string }[]>('textDocument/completion', at);
    expect(items.map(({ label }) => label)).toContain('fast');
    const range = { start: { line: 1, character: 9 }, end: { line: 1, character: 13 } };
    const [action] = await client.connection.sendRequest<unknown[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    expect(action).toMatchObject({ isPreferred: true, edit: { changes: { [uri]: [{ newText: 'fast' }] } } });
    const tokens = await client.connection.sendRequest<{ data: number[] }>('textDocument/semanticTokens/full', {
      textDocument,
    });
    expect(tokens.data.length).toBeGreaterThan(0);
    expect(tokens.data.length % 5).toBe(0);
  });

  it('evaluates to a plan, and keeps the last good version of what has an error', async () => {
    const first = await evaluate('d1 $ sound "bd"\nd2 $ sound "sn"');
    expect(first.evaluated.map(({ name }) => name)).toEqual(['d1', 'd2']);
    expect(JSON.parse(first.plan).definitions.map(({ name }: { name: string }) => name)).toEqual(['d1', 'd2']);
    expect(first.files).toEqual([uri]);
    const second = await evaluate('d1 $ sound "hh"\nd2 $ sound [');
    expect(second.failed.map(({ name }) => name)).toEqual(['d2']);
    expect(JSON.parse(second.plan).definitions.map(({ name }: { name: string }) => name)).toEqual(['d1', 'd2']);
    expect(second.sounds).toEqual(['hh', 'sn']);
  });

  it('evaluates a range without removing the rest', async () => {
    await evaluate('d1 $ sound "bd"\nd2 $ sound "sn"');
    const result = await evaluate('d1 $ sound "hh"\n', { kind: 'range', start: 0, end: 5 });
    expect(JSON.parse(result.plan).definitions.map(({ name }: { name: string }) => name)).toEqual(['d1', 'd2']);
    await client.connection.sendRequest(resetRequest);
    const fresh = await evaluate('d1 $ sound "hh"');
    expect(JSON.parse(fresh.plan).definitions).toHaveLength(1);
  });

  it('takes panic as a command', async () => {
    expect((await evaluate('d1 $ sound "bd"\npanic')).commands).toContainEqual({ kind: 'panic' });
  });

  it('offers the sounds that the host has told of', async () => {
    await client.connection.sendNotification(soundsNotification, { sounds: [{ name: 'casio', count: 3 }] });
    await client.open(uri, 'd1 $ s "c"');
    const position = { line: 0, character: 9 };
    const items = await client.connection.sendRequest<{ label: string }[]>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    expect(items.map(({ label }) => label)).toContain('casio');
    const found = await client.diagnostics(uri, 1);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['unknownSound', 2]]);
  });

  it('evaluates before it says what is wrong with the text', async () => {
    const order: string[] = [];
    const text = 'd1 $ sound "bd"';
    void client.open(uri, text);
    const plan = evaluate(text).then(() => order.push('plan'));
    const diagnostics = client.diagnostics(uri, 1).then(() => order.push('diagnostics'));
    await Promise.all([plan, diagnostics]);
    expect(order).toEqual(['plan', 'diagnostics']);
  });

  it('answers for files that are not open', async () => {
    const at = { textDocument: { uri: 'file:///other.hkt' }, position: { line: 0, character: 0 } };
    expect(await client.connection.sendRequest('textDocument/hover', at)).toBeNull();
  });
});
