// Decodes sound files in a worker thread that starts with the first file and ends with the extension.
import { Worker } from 'node:worker_threads';
import type { Sound } from '../engine/engine-host.ts';
import type { DecodeReply, DecodeRequest } from './decode-worker.ts';

type Settle = (reply: DecodeReply) => void;

export class Decoder {
  readonly #script: string;
  readonly #waiting = new Map<number, Settle>();
  #worker: Worker | undefined;
  #nextId = 1;

  constructor(script: string) {
    this.#script = script;
  }

  /** Rejects with the reason when the file cannot be read or decoded. */
  async decode(path: string): Promise<Sound> {
    const reply = await this.#ask(path);
    if (reply.kind === 'failed') throw new Error(reply.reason);
    return reply;
  }

  dispose(): void {
    this.#failAll('the decoder was stopped');
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  #ask(path: string): Promise<DecodeReply> {
    const id = this.#nextId++;
    return new Promise((settle) => {
      this.#waiting.set(id, settle);
      const request: DecodeRequest = { id, path };
      this.#running().postMessage(request);
    });
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#script);
    worker.unref();
    worker.on('message', (reply: DecodeReply) => {
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
    worker.on('error', (error) => {
      this.#worker = undefined;
      this.#failAll(error instanceof Error ? error.message : String(error));
    });
    this.#worker = worker;
    return worker;
  }

  #failAll(reason: string): void {
    for (const [id, settle] of this.#waiting) settle({ id, kind: 'failed', reason });
    this.#waiting.clear();
  }
}
