import { decodeKey, isGap } from '@waymark/core';
import { WaymarkError } from '../api/waymark-error.ts';
import { type PreparedMailing, preparedMailing } from './prepared-mailing.ts';
import type { StoredMailing } from './stored-mailing.ts';

export type { PreparedMailing, RenderedParts } from './prepared-mailing.ts';
export type { StoredMailing } from './stored-mailing.ts';

/**
 * A mailing that was prepared elsewhere and stored: `JSON.stringify(await waymark.prepare(…))`, or what that parses to. Needs
 * neither server nor key. Throws `invalid_mailing` for what is none, so that no mail goes out half wrapped.
 */
export function loadMailing(stored: string | object): PreparedMailing {
  const mailing = typeof stored === 'string' ? parsed(stored) : stored;
  const problem = problemOf(mailing);
  if (problem !== undefined) throw invalid(problem);
  return preparedMailing(mailing as StoredMailing);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalid('it is not JSON');
  }
}

/** What is wrong with it, as far as rendering relies on it. */
function problemOf(mailing: unknown): string | undefined {
  if (!isRecord(mailing) || mailing['waymark'] !== 'mailing') return 'it is no mailing that was prepared';
  if (mailing['version'] !== 1) return `its version is ${String(mailing['version'])}, and this SDK reads version 1`;
  const { parts, reports, wrapped } = mailing;
  if (!isRecord(parts) || typeof parts['html'] !== 'string') return 'its parts are missing';
  if (!isRecord(reports) || !isRecord(reports['html'])) return 'its reports are missing';
  if (wrapped === null) return undefined;
  if (!isRecord(wrapped) || !isRecord(wrapped['prepared'])) return 'what is to be filled in is missing';
  const { prepared, wrapping } = wrapped;
  if (!isRecord(wrapping) || !Number.isSafeInteger(wrapping['mailing'])) return 'what links are made with is missing';
  const { clicks, opens } = wrapping;
  if (!isSigner(clicks) || !isSigner(opens)) return 'a signing key is missing';
  const links: unknown = isRecord(clicks) ? clicks['links'] : [];
  if (!Array.isArray(links) || !links.every(Number.isSafeInteger)) return 'the numbers of its links are missing';
  if (Object.keys(prepared).sort().join() !== Object.keys(parts).sort().join()) return 'not every part was prepared';
  const isWhole = (part: unknown) => isPart(part, clicks === null ? Number.POSITIVE_INFINITY : links.length);
  return Object.values(prepared).every(isWhole) ? undefined : 'a part of it was cut or changed';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null where nothing is counted. */
function isSigner(signer: unknown): boolean {
  if (signer === null) return true;
  if (!isRecord(signer)) return false;
  const { origin, host, keyId, key } = signer;
  if (typeof origin !== 'string' || typeof host !== 'string' || !Number.isSafeInteger(keyId)) return false;
  try {
    return typeof key === 'string' && decodeKey(key).length > 0;
  } catch {
    return false;
  }
}

function isPart(part: unknown, links: number): boolean {
  if (!isRecord(part)) return false;
  const { pieces, gaps } = part;
  if (!Array.isArray(pieces) || !Array.isArray(gaps) || pieces.length !== gaps.length + 1) return false;
  return pieces.every((piece) => typeof piece === 'string') && gaps.every((gap) => isGap(gap, links));
}

function invalid(problem: string): WaymarkError {
  return new WaymarkError(
    'invalid_mailing',
    `This is not a stored mailing: ${problem}.`,
    'Store what JSON.stringify makes of a prepared mailing, whole, and load that; or prepare the mailing again.',
  );
}
