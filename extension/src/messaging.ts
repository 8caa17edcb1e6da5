import { onCommand, onMessage, send, sendToFrame } from './browser.ts';
import type { Failure, FrameCommands, FrameHandlers, FrameRequests, PageHandlers, PageRequests } from './protocol.ts';

type Reply = { readonly value?: unknown } | { readonly failure: Failure };

/** A request the background could not fulfil, on the side that asked. */
export class RequestFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

async function request(name: string, input: unknown): Promise<unknown> {
  const reply = (await send({ request: name, input })) as Reply | undefined;
  if (reply === undefined) throw new Error(`Nobody answered ${name}.`);
  if ('failure' in reply) throw new RequestFailed(reply.failure);
  return reply.value;
}

/** Asks the background from one of our own pages; rejects with RequestFailed. */
export function ask<K extends keyof PageRequests>(
  name: K,
  ...input: Parameters<PageRequests[K]>
): Promise<ReturnType<PageRequests[K]>> {
  return request(name, input[0]) as Promise<ReturnType<PageRequests[K]>>;
}

/** Asks the background from a content script; rejects with RequestFailed. */
export function askFromFrame<K extends keyof FrameRequests>(
  name: K,
  ...input: Parameters<FrameRequests[K]>
): Promise<ReturnType<FrameRequests[K]>> {
  return request(name, input[0]) as Promise<ReturnType<FrameRequests[K]>>;
}

/** Tells one frame something, or every frame of a tab; false when nobody is there any more. */
export async function tell<K extends keyof FrameCommands>(
  tabId: number,
  frameId: number | 'all',
  command: K,
  input: FrameCommands[K],
): Promise<boolean> {
  try {
    await sendToFrame(tabId, frameId, { command, input });
    return true;
  } catch {
    return false;
  }
}

/** Hears the background in a frame until the signal aborts. */
export function hear(
  heard: { readonly [K in keyof FrameCommands]: (input: FrameCommands[K]) => void },
  signal: AbortSignal,
): void {
  const table: Readonly<Record<string, (input: never) => void>> = heard;
  onCommand((message) => {
    const { command, input } = message as { command: string; input: never };
    table[command]?.(input);
  }, signal);
}

function isRequest(message: unknown): message is { request: string; input: unknown } {
  return typeof message === 'object' && message !== null && 'request' in message && typeof message.request === 'string';
}

async function replyOf(answer: Promise<unknown>, failureOf: (error: unknown) => Failure): Promise<Reply> {
  try {
    return { value: await answer };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/**
 * Answers requests in the background. Our own pages and content scripts have a table each, so a content script
 * can never ask for what only a member's own click may do.
 */
export function answer(pages: PageHandlers, frames: FrameHandlers, failureOf: (error: unknown) => Failure): void {
  type Handler = (input: never, from: never) => Promise<unknown>;
  const tables: Readonly<Record<'page' | 'frame', Readonly<Record<string, Handler>>>> = { page: pages, frame: frames };
  onMessage((message, sender) => {
    if (!isRequest(message)) return undefined;
    const table = tables[sender.kind];
    const handler = Object.hasOwn(table, message.request) ? table[message.request] : undefined;
    return handler && replyOf(handler(message.input as never, sender as never), failureOf);
  });
}
