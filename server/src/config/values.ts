import { isIP, isIPv6 } from 'node:net';
import type { CaPolicy } from '@waymark/core';
import { z } from 'zod';
import { parseMasterKeys } from '../secrets/master-key-file.ts';

/** A number, digits only, within limits. */
export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,8}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));
}

/** A secret that needs no escaping in a path, a header or a file. */
export const secret = z.string().regex(/^[\w-]{16,128}$/);

/** Master keys, the one in use first or behind former ones. */
export const masterKeys = z
  .string()
  .transform(parseMasterKeys)
  .refine((keys) => keys !== undefined && keys.length > 0);

/** Whether a host is an IP address, as URLs write it. */
export function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || isIP(hostname) !== 0;
}

/** Comma-separated values. */
export function listOf<Value extends z.ZodType<unknown, string>>(value: Value) {
  return z
    .string()
    .transform((list) => list.split(',').map((item) => item.trim()))
    .pipe(z.array(value));
}

/** Whether a host name is reachable only from the machine itself. */
export function isThisMachine(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
}

/**
 * Whether user and password of a URL are written so that the whole of them is what programs take for them. A character that
 * ends them early makes the rest a host or a path, which is printed when there is no such host.
 */
export function isEncoded(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password, pathname, search, hash } = new URL(url);
  if (hash !== '' || pathname.includes('@') || /[?&][^=&]*@/.test(search)) return false;
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

export function isListenAddress(text: string): boolean {
  return text === 'localhost' || isIP(text) !== 0;
}

/** An IP address with an optional port; an IPv6 address with a port is in brackets. */
export function isServerAddress(text: string): boolean {
  const [, six, four = text, port = '53'] = /^(?:\[(.*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  return (six === undefined ? isIP(four) !== 0 : isIPv6(six)) && Number(port) > 0 && Number(port) < 65_536;
}

/** An IP address, a network in CIDR, or `loopback`. */
export function isProxyNetwork(text: string): boolean {
  const [, address = '', bits = '0'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  return text === 'loopback' || (isIP(address) !== 0 && Number(bits) <= (isIPv6(address) ? 128 : 32));
}

export function caOf(identifiers: readonly string[], accountUri: string | undefined): CaPolicy {
  return { identifiers, ...(accountUri !== undefined && { accountUri }) };
}
