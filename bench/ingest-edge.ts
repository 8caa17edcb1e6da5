/** A tracking host with its event log, and clients that click as fast as they are answered; started by ingest.ts. */
import { Agent, request } from 'node:http';
import { addHost, addLink, startEdge } from '../server/src/edge/edge.testing.ts';

const clients = 16;

const edge = await startEdge();
const host = addHost(edge.linkMap, 'click.brand.com');
addLink(edge.linkMap, host, 7, 3, 'https://shop.brand.com/');
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const options = { port: edge.port, path: `/c/${host.click(7, '4711')}`, headers: { host: host.host }, agent };

let redirects = 0;
let stopping = false;

function click(): Promise<void> {
  return new Promise((answered, failed) => {
    const sent = request(options, (response) => {
      if (response.statusCode === 302) redirects++;
      response.resume().on('end', answered);
    });
    sent.on('error', failed).end();
  });
}

async function client(): Promise<void> {
  while (!stopping) await click();
}

process.once('message', () => (stopping = true));
process.send?.('ready');
await Promise.all(Array.from({ length: clients }, client));
process.send?.(redirects);
agent.destroy();
await edge.stop();
process.disconnect();
