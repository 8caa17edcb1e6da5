import { initTRPC, TRPCError } from '@trpc/server';
import type { Language } from '@waymark/core';
import { ZodError } from 'zod';
import type { RequestLog } from '../observability/log.ts';
import type { AccountTurns } from './account-turns.ts';
import { ApiError, type ErrorReport } from './api-error.ts';
import { apiErrors } from './api-errors.data.ts';
import { type AuditTrail, noEntry } from './auditing/audit-trail.ts';
import { type CallerOf, type CallerOfSession, callerWith, type Right } from './caller.ts';
import { callerLanguage } from './caller-language.ts';
import { isDatabaseAway } from './database-away.ts';
import { fieldOf, problemAt, problemOfCall, problemsOf } from './input-problems.ts';
import { halfCharacterIn } from './inputs/well-formed.ts';
import { internalError } from './internal-error.ts';
import { type IsOfProject, withinProject } from './project-keys/within-project.ts';

/** The largest body of an API request; see also the limit of a mail in mailings/limits.ts. */
export const bodyLimit = 4 * 1024 * 1024;

/** The context of a request, before a procedure is called. */
export interface RequestContext {
  /** The key as sent, not looked up yet. */
  readonly key: string | undefined;
  readonly callerOf: CallerOf;
  /** Who is signed in in the browser that asks, if nothing else says who does. */
  readonly callerOfSession: CallerOfSession;
  /** What a key of one project reaches. */
  readonly isOfProject: IsOfProject;
  /** Whether the operator has suspended an account. */
  readonly isSuspended: (accountId: string) => boolean;
  /** The IP address that the request came from, determined through any proxies; undefined if they do not say. */
  readonly address: string | undefined;
  readonly language: Language;
  /** Whether its body is long, or may be. */
  readonly isLong: boolean;
  /** Whether its body was UTF-8, as far as it was read. */
  readonly isUtf8: () => boolean;
  readonly log: RequestLog;
  /** Writes what mutations change into the audit log. */
  readonly auditTrail: AuditTrail;
  /** Does a call when it is the account's turn. */
  readonly inTurn: AccountTurns['inTurn'];
  /** Waits for something that needs the database, and rejects as soon as that has stopped answering. */
  readonly whileDatabaseAnswers: <Result>(promise: Promise<Result>) => Promise<Result>;
}

/** What each procedure says of itself. */
export interface ProcedureMeta {
  readonly right: Right;
}

const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Stack traces hold paths of this machine.
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const report = explain(error, ctx);
      return { ...shape, message: report.message, data: { ...shape.data, error: report } };
    },
  });

export const router = trpc.router;

/**
 * Maps an ApiError thrown by a feature to its status, and an unreachable database to database_away, whichever query
 * failed.
 */
const translateErrors = trpc.middleware(async ({ ctx, next }) => {
  // What is under way goes on, and its answer is for nobody.
  const result = await ctx.whileDatabaseAnswers(next()).catch((error: unknown) => {
    const away = new ApiError('database_away');
    throw new TRPCError({
      code: apiErrors.database_away.kind,
      message: away.message,
      cause: isDatabaseAway(error) ? away : error,
    });
  });
  if (result.ok) return result;
  const { cause } = result.error;
  const error = isDatabaseAway(cause) ? new ApiError('database_away') : cause;
  if (!(error instanceof ApiError)) return result;
  throw new TRPCError({ code: apiErrors[error.code].kind, message: error.message, cause: error });
});

function requiring(right: Right) {
  return (
    trpc.procedure
      .meta({ right })
      .use(translateErrors)
      .use(async ({ ctx, next, getRawInput, path, type }) => {
        const caller = await callerWith(right, ctx);
        const { accountId } = caller;
        // A body that arrives slowly keeps no turn.
        const input = await getRawInput();
        if (!ctx.isUtf8()) throw new ApiError('not_utf8');
        refuseHalfCharacters(input);
        return ctx.inTurn(
          accountId,
          async () => {
            const within = await withinProject(caller, path, { input, isOfProject: ctx.isOfProject });
            const call = { action: path, caller, address: ctx.address, input: within };
            // Every mutation, whoever adds it: the table of the audit log says what is written of it.
            const entry = type === 'mutation' ? await ctx.auditTrail(call) : noEntry;
            const result = await next({ ctx: { ...ctx, caller, accountId, entry, within } });
            if (result.ok) await entry.finish(result.data);
            return result;
          },
          ctx,
        );
      })
      // A middleware gives either a context or an input to the next.
      .use(({ ctx, next }) => next({ getRawInput: async () => ctx.within }))
  );
}

function refuseHalfCharacters(input: unknown): void {
  const path = halfCharacterIn(input);
  if (path === undefined) return;
  const what = { en: 'has half a character in it', de: 'enthält ein halbes Zeichen' };
  throw new ApiError('invalid_input', { problem: problemAt(path, what), field: path });
}

/** What every key may ask, those in browsers too: the settings that a preview needs. */
export const previewProcedure = requiring('preview');
/** Reading the account's projects and domains: members and secret keys. */
export const readProcedure = requiring('read');
/** Reading mailings, figures and events. */
export const reportsProcedure = requiring('reports');
/** What members do for themselves. */
export const personProcedure = requiring('person');
/** Registering and wrapping mail. */
export const sendProcedure = requiring('send');
/** Opting recipients out and in. */
export const recipientsProcedure = requiring('recipients');
/** Erasing recipients. */
export const eraseProcedure = requiring('erase');
/** Changing projects. */
export const projectsProcedure = requiring('projects');
/** Changing tracking domains and their apps. */
export const domainsProcedure = requiring('domains');
/** What editors change by themselves, and no program. */
export const editProcedure = requiring('edit');
/** Changing who is told of what. */
export const webhooksProcedure = requiring('webhooks');
/** Managing keys. */
export const keysProcedure = requiring('keys');
/** What owners change by themselves, and no program. */
export const ownProcedure = requiring('own');

function explain(error: TRPCError, ctx: RequestContext | undefined): ErrorReport {
  return asApiError(error, ctx).report(callerLanguage.getStore());
}

/** What a caller is told of an error that a call ended with. */
export function asApiError(error: TRPCError, ctx: Pick<RequestContext, 'log'> | undefined): ApiError {
  const { cause, code, message } = error;
  if (cause instanceof ApiError) return cause;
  if (cause instanceof ZodError)
    return new ApiError('invalid_input', { problem: problemsOf(cause), field: fieldOf(cause) });
  if (cause instanceof SyntaxError) return new ApiError('not_json');
  switch (code) {
    case 'PARSE_ERROR':
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new ApiError('not_json');
    case 'METHOD_NOT_SUPPORTED':
      return new ApiError('wrong_method');
    case 'PAYLOAD_TOO_LARGE':
      return new ApiError('body_too_large', { limit: `${bodyLimit / 1024 / 1024} MB` });
    case 'NOT_FOUND':
      return new ApiError('no_such_procedure');
    case 'BAD_REQUEST':
      return new ApiError('invalid_input', { problem: problemOfCall(message) });
    default:
      return internalError(cause ?? error, ctx?.log);
  }
}
