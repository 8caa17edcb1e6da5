import { onCommand, onMessage, sendMessage, sendMessageToFrame } from './browser.ts';
import type {
  ErrorReport,
  FrameCommands,
  FrameHandlers,
  FrameRequests,
  PageHandlers,
  PageRequests,
} from './protocol.ts';

type Reply = { readonly value?: unknown } | { readonly error: ErrorReport };

/** What a request rejects with when the background failed to fulfil it. */
export class RequestFailed extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(report.message);
    this.report = report;
  }
}

async function send(name: string, input: unknown): Promise<unknown> {
  const reply = (await sendMessage({ request: name, input })) as Reply | undefined;
  if (reply === undefined) throw new Error(`Nobody answered ${name}.`);
  if ('error' in reply) throw new RequestFailed(reply.error);
  return reply.value;
}

/** Sends a request from one of our own pages to the background; rejects with RequestFailed. */
export function request<K extends keyof PageRequests>(
  name: K,
  ...input: Parameters<PageRequests[K]>
): Promise<ReturnType<PageRequests[K]>> {
  return send(name, input[0]) as Promise<ReturnType<PageRequests[K]>>;
}

/** Sends a request from a content script to the background; rejects with RequestFailed. */
export function requestFromFrame<K extends keyof FrameRequests>(
  name: K,
  ...input: Parameters<FrameRequests[K]>
): Promise<ReturnType<FrameRequests[K]>> {
  return send(name, input[0]) as Promise<ReturnType<FrameRequests[K]>>;
}

/** Sends a command to one frame, or to every frame of a tab; false when no content script is there any more. */
export async function sendCommand<K extends keyof FrameCommands>(
  tabId: number,
  frameId: number | 'all',
  command: K,
  input: FrameCommands[K],
): Promise<boolean> {
  try {
    await sendMessageToFrame(tabId, frameId, { command, input });
    return true;
  } catch {
    return false;
  }
}

/** Handles the background's commands in a frame until the signal aborts. */
export function handleCommands(
  handlers: { readonly [K in keyof FrameCommands]: (input: FrameCommands[K]) => void },
  signal: AbortSignal,
): void {
  const table: Readonly<Record<string, (input: never) => void>> = handlers;
  onCommand((message) => {
    const { command, input } = message as { command: string; input: never };
    table[command]?.(input);
  }, signal);
}

function isRequest(message: unknown): message is { request: string; input: unknown } {
  return typeof message === 'object' && message !== null && 'request' in message && typeof message.request === 'string';
}

async function replyOf(result: Promise<unknown>, errorOf: (error: unknown) => ErrorReport): Promise<Reply> {
  try {
    return { value: await result };
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/**
 * Handles requests in the background. Our own pages and content scripts have a table each, so a content script can
 * never request what requires a member's own click.
 */
export function handleRequests(
  pages: PageHandlers,
  frames: FrameHandlers,
  errorOf: (error: unknown) => ErrorReport,
): void {
  type Handler = (input: never, from: never) => Promise<unknown>;
  const tables: Readonly<Record<'page' | 'frame', Readonly<Record<string, Handler>>>> = { page: pages, frame: frames };
  onMessage((message, sender) => {
    if (!isRequest(message)) return undefined;
    const table = tables[sender.kind];
    const handler = Object.hasOwn(table, message.request) ? table[message.request] : undefined;
    return handler && replyOf(handler(message.input as never, sender as never), errorOf);
  });
}
