import type { IncomingMessage, ServerResponse } from 'node:http';
import { associationPaths } from '@waymark/core';
import { answerAssociationFile } from './association-file.ts';
import { click } from './click.ts';
import { createContext, type EdgeOptions } from './context.ts';
import { open } from './open.ts';
import { answerProbe, probePath } from './probe.ts';
import { refuse, refuseLong, refuseMethod } from './refusal.ts';
import { type RequestTarget, requestTarget } from './request-target.ts';

const robots = 'User-agent: *\nDisallow: /\n';
const robotsHeaders = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': robots.length };

/** What mail programs and hands add to a link begins with a character that base64url does not have; it is dropped. */
const notInToken = /[^\w-]/;

/** The slots of a destination, which has 8 kB at most, filled with values, and half as much again. */
const maxUrlLength = 12_288;

/** Answers a request; `target` is its request target, if that has been parsed already. */
export type Edge = (request: IncomingMessage, response: ServerResponse, target?: RequestTarget) => void;

/**
 * Answers every request to a host other than the operator's own. The whole public URL space:
 *
 * | path            | answer                                                    |
 * |-----------------|-----------------------------------------------------------|
 * | /c/<token>      | 302 to the link's destination, one click                  |
 * | /a/<token>      | the same, or the destination as JSON for an app that prefers it |
 * | /o/<token>.gif  | a transparent dot, one open                               |
 * | /robots.txt     | nothing here is for search engines                        |
 * | /favicon.ico    | 204                                                       |
 * | /.well-known/waymark/<token> | a proof that this installation answers for the host |
 * | /.well-known/apple-app-site-association, /apple-app-site-association, /.well-known/assetlinks.json | the domain's apps, for which phones open /a |
 * | anything else   | 404, as for tokens that are altered, foreign or unknown   |
 *
 * HEAD is answered the same and counts nothing; other methods get 405, and URLs above 12 kB 414. No cookie is read or
 * set.
 * The query fills the slots of a destination and may name the recipient, `?r=…&1=…&t`; nothing else in it has any effect.
 */
export function createEdge(options: EdgeOptions): Edge {
  const context = createContext(options);
  return (request, response, target = requestTarget(request)) => {
    const { host, path, query } = target;
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod({ host, response }, context);
    if (request.url!.length > maxUrlLength) return refuseLong({ host, response }, context);
    const rest = path.slice(3);
    const end = rest.search(notInToken);
    const tokenRequest = { host, token: end < 0 ? rest : rest.slice(0, end), query, incoming: request, response };
    if (path.startsWith('/c/')) void click(tokenRequest, 'c', context);
    else if (path.startsWith('/a/')) void click(tokenRequest, 'a', context);
    else if (path.startsWith('/o/') && rest.startsWith('.gif', end)) void open(tokenRequest, context);
    else if (path.startsWith(probePath)) answerProbe({ host, token: path.slice(probePath.length), response }, context);
    else if (associationPaths.has(path))
      answerAssociationFile({ host, response }, associationPaths.get(path)!, context);
    else if (path === '/robots.txt') response.writeHead(200, robotsHeaders).end(robots);
    else if (path === '/favicon.ico') response.writeHead(204).end();
    else refuse({ host, response }, context, 'no such path');
  };
}
