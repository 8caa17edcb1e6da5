import { isUtf8 } from 'node:buffer';
import { TRPCError } from '@trpc/server';
import { ApiError } from '../../rpc/api-error.ts';
import { joinedInput } from '../../rpc/inputs/joined-input.ts';
import type { LongCall } from './long-call.ts';

interface JoinedBody {
  readonly bytes: string | Uint8Array<ArrayBuffer>;
  readonly error?: TRPCError;
}

/** The input of a call: its body, with what its address says. A body that is no JSON is left to tRPC, which says so. */
export function joinedBody({ body, fields = {} }: LongCall): JoinedBody {
  if (Object.keys(fields).length === 0 || !isUtf8(body)) return { bytes: body };
  try {
    return { bytes: JSON.stringify(joinedInput(JSON.parse(new TextDecoder().decode(body)), fields)) };
  } catch (error) {
    const isRefused = error instanceof ApiError;
    return { bytes: body, ...(isRefused && { error: new TRPCError({ code: 'BAD_REQUEST', cause: error }) }) };
  }
}
