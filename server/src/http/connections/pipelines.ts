import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { mayExceed } from './body-length.ts';

/** Bounds on requests that clients send without waiting for the answer to the one before. */
export interface PipelineLimits {
  /** How many bytes are parsed at a time of a connection that has sent ahead. */
  readonly maxBytes: number;
  /** How many of all connections are held at most; a connection that sends more is closed. */
  readonly maxHeld: number;
  /** After this many in one turn of the event loop, other connections are read again only in the next. */
  readonly maxHeldPerTurn: number;
  /** How many of those that were held are answered in a turn. */
  readonly maxStartedPerTurn: number;
  /** How many of the connections that send a long body are read in a turn, each at most once. */
  readonly maxBodiesPerTurn: number;
}

/** A body that is shorter is read at once with its request, and a longer one is parsed in parts of this many bytes. */
const shortBody = 16_384;

export const defaultPipelineLimits: PipelineLimits = {
  maxBytes: 2048,
  maxHeld: 131_072,
  maxHeldPerTurn: 256,
  maxStartedPerTurn: 32,
  maxBodiesPerTurn: 4,
};

/** For how long new connections are suspected after somebody has sent ahead. */
const waryMs = 60_000;

interface Held {
  readonly response: ServerResponse;
  readonly answer: () => void;
}

interface Connection {
  readonly socket: Socket;
  /** Node's own listener, which parses what it is given; undefined while Node parses by itself what it reads. */
  parse: ((this: Socket, bytes: Buffer) => void) | undefined;
  /** What has arrived and waits to be parsed. */
  readonly unparsed: Buffer[];
  /** Whether it is to be parsed in parts as soon as it is read again. */
  shouldBeMetered: boolean;
  mayRead: boolean;
  /** Of the last request that was not held. */
  response: ServerResponse | undefined;
  /** Requests that arrived before that one's answer had left. */
  readonly held: Held[];
}

/**
 * Answers the requests of a connection one after the other, whether or not its client waits for answers (RFC 9112,
 * section 9.3.2). While requests are held, nothing is parsed or read of their connection, so a client that sends faster
 * than it is answered, or does not take its answers, fills its own buffers and not our memory. Browsers and proxies never
 * notice: they wait.
 */
export class Pipelines {
  readonly #limits: PipelineLimits;
  readonly #connections = new Map<Socket, Connection>();
  /** Connections whose next request may be answered, in order. */
  readonly #ready: Connection[] = [];
  /** Connections that are not read for the rest of a turn. */
  #interrupted: Connection[] = [];
  /** Connections in the middle of a long body, in the order in which they are read. */
  readonly #bodies: Connection[] = [];
  #held = 0;
  #heldThisTurn = 0;
  /** On the clock of performance.now(). */
  #waryUntil = 0;
  #turn: NodeJS.Immediate | undefined;

  constructor(server: Server, limits = defaultPipelineLimits) {
    this.#limits = limits;
    server.on('connection', (socket: Socket) => {
      const connection: Connection = {
        socket,
        parse: undefined,
        unparsed: [],
        shouldBeMetered: false,
        mayRead: true,
        response: undefined,
        held: [],
      };
      this.#connections.set(socket, connection);
      socket.on('resume', () => this.#resumed(connection));
      socket.once('close', () => this.#forget(connection));
      if (performance.now() < this.#waryUntil) this.#meter(connection);
    });
  }

  /** How many requests wait for an answer to an earlier one. */
  get held(): number {
    return this.#held;
  }

  /** Calls `answer` at once, or as soon as the answers to earlier requests of the connection have left. */
  inOrder(socket: Socket, response: ServerResponse, answer: () => void): void {
    const connection = this.#connections.get(socket);
    if (connection === undefined) return;
    if (connection.parse === undefined && mayExceed(response.req.headers, shortBody))
      this.#interrupt(connection, this.#bodies);
    if (connection.held.length === 0 && hasLeft(connection.response)) {
      connection.response = response;
      answer();
    } else this.#hold(connection, { response, answer });
  }

  #hold(connection: Connection, held: Held): void {
    if (this.#held >= this.#limits.maxHeld) {
      connection.socket.destroy();
      return;
    }
    this.#held++;
    connection.shouldBeMetered = true;
    if (connection.held.push(held) === 1) {
      this.#pause(connection);
      this.#onceLeft(connection);
    }
    if (connection.parse === undefined && ++this.#heldThisTurn === this.#limits.maxHeldPerTurn) this.#interruptOthers();
  }

  /**
   * Node parses all of what it has read, up to a thousand requests. After that much, others wait for the next turn, and for
   * a while whatever comes is parsed in parts, which costs an ordinary request a microsecond.
   */
  #interruptOthers(): void {
    for (const connection of this.#connections.values()) {
      if (connection.mayRead && connection.parse === undefined) this.#interrupt(connection);
    }
    this.#waryUntil = performance.now() + waryMs;
  }

  /** Reads nothing of a connection for the rest of the turn, and only parts of what it sends after that. */
  #interrupt(connection: Connection, waiting = this.#interrupted): void {
    connection.shouldBeMetered = true;
    this.#pause(connection);
    waiting.push(connection);
    this.#endTurnSoon();
  }

  #resumed(connection: Connection): void {
    // Node resumes a connection by itself, after a drain or for a body.
    if (!connection.mayRead) this.#pause(connection);
    else if (connection.shouldBeMetered && connection.parse === undefined) this.#meter(connection);
  }

  /** From now on what arrives on a connection is parsed in small parts, so that only few of its requests are held. */
  #meter(connection: Connection): void {
    const { socket, unparsed } = connection;
    const [parse] = socket.listeners('data') as NonNullable<Connection['parse']>[];
    connection.parse = parse;
    if (parse === undefined) return;
    socket.removeListener('data', parse);
    socket.on('data', (bytes: Buffer) => {
      unparsed.push(bytes);
      this.#parse(connection);
      if (isInBody(connection.response) && connection.mayRead) this.#interrupt(connection, this.#bodies);
    });
  }

  /** Parses what has arrived, until a request has to be held. */
  #parse(connection: Connection): void {
    const { socket, parse, unparsed, held } = connection;
    while (held.length === 0) {
      const bytes = unparsed.shift();
      if (bytes === undefined) return;
      const maxBytes = isInBody(connection.response) ? shortBody : this.#limits.maxBytes;
      if (bytes.length > maxBytes) unparsed.unshift(bytes.subarray(maxBytes));
      parse?.call(socket, bytes.subarray(0, maxBytes));
      // What follows the last request of a connection is nobody's.
      if (socket.destroyed || socket.writableEnded) unparsed.length = 0;
    }
  }

  #onceLeft(connection: Connection): void {
    const next = () => {
      this.#ready.push(connection);
      this.#endTurnSoon();
    };
    if (hasLeft(connection.response)) next();
    else connection.response!.once('close', next);
  }

  #endTurnSoon(): void {
    this.#turn ??= setImmediate(() => this.#endTurn());
  }

  #endTurn(): void {
    this.#turn = undefined;
    this.#heldThisTurn = 0;
    for (const connection of this.#ready.splice(0, this.#limits.maxStartedPerTurn)) this.#answerNext(connection);
    for (const connection of this.#interrupted.splice(0)) this.#resume(connection);
    for (const connection of this.#bodies.splice(0, this.#limits.maxBodiesPerTurn)) this.#resume(connection);
    if (this.#ready.length > 0 || this.#bodies.length > 0) this.#endTurnSoon();
  }

  #answerNext(connection: Connection): void {
    const { socket, held } = connection;
    // The answer before may have been the last of its connection.
    if (socket.destroyed || socket.writableEnded) return;
    const next = held.shift();
    if (next === undefined) return;
    this.#held--;
    connection.response = next.response;
    next.answer();
    if (held.length > 0) {
      this.#onceLeft(connection);
      return;
    }
    // What is held of it waits for this answer.
    this.#parse(connection);
    this.#resume(connection);
  }

  #pause(connection: Connection): void {
    connection.mayRead = false;
    connection.socket.pause();
    // While Node parses by itself, it goes by the event, which a socket that is paused already does not emit.
    if (connection.parse === undefined) connection.socket.emit('pause');
  }

  #resume(connection: Connection): void {
    if (connection.held.length > 0) return;
    connection.mayRead = true;
    connection.socket.resume();
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection.socket);
    this.#held -= connection.held.length;
    connection.held.length = 0;
    connection.unparsed.length = 0;
  }
}

/** Whether a request's body has not arrived in full. */
function isInBody(response: ServerResponse | undefined): boolean {
  return response?.req.complete === false;
}

/** Whether an answer is with the operating system, as far as the client takes it. */
function hasLeft(response: ServerResponse | undefined): boolean {
  return response === undefined || response.writableFinished || response.destroyed;
}
