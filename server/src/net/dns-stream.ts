import { connect } from 'node:net';
import { type DnsQuery, type DnsReply, decodeReply } from './dns-message.ts';
import type { DnsServer } from './dns-server.ts';

/** Sends one query over TCP (RFC 7766), which allows long answers and cannot be forged off-path. */
export function askOverTcp(
  server: DnsServer,
  query: DnsQuery,
  timeoutMs: number,
): Promise<DnsReply | 'timeout' | 'unreadable'> {
  return new Promise((answered) => {
    const socket = connect({ host: server.address, port: server.port });
    const settle = (result: DnsReply | 'timeout' | 'unreadable') => {
      clearTimeout(timer);
      socket.destroy();
      answered(result);
    };
    const timer = setTimeout(() => settle('timeout'), timeoutMs);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(query.bytes.length);
    const chunks: Buffer[] = [];
    let received = 0;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < 2) return;
      const message = Buffer.concat(chunks);
      const end = message.readUInt16BE(0) + 2;
      if (received >= end) settle(read(query, message.subarray(2, end)));
    });
    socket.on('error', () => settle('unreadable'));
    socket.on('close', () => settle('unreadable'));
    socket.write(Buffer.concat([length, query.bytes]));
  });
}

function read(query: DnsQuery, message: Buffer): DnsReply | 'unreadable' {
  // TCP proves the server's address, so a changed letter case is acceptable.
  const reply = decodeReply(query, message, false);
  return typeof reply === 'object' && !reply.truncated ? reply : 'unreadable';
}
