import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { exportEntries } from '../audit/export.ts';
import { entryFilter } from '../audit/router.ts';
import { type ExportLinksNeeds, exportDomains, exportLinks } from '../domains/export.ts';
import { type CsvTable, writeCsv } from '../export/csv.ts';
import type { Log } from '../observability/log.ts';
import { ApiError } from '../rpc/api-error.ts';
import { apiErrors } from '../rpc/api-errors.data.ts';
import { callerWith, type Right } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { problemsOf } from '../rpc/input-problems.ts';
import { apiErrorOf } from '../rpc/internal-error.ts';
import { assertWholeAccount } from '../rpc/project-keys/within-project.ts';
import { clientErrorStatus } from './page.ts';
import { type ContextNeeds, contextOf, languageOf } from './request-context.ts';

/** Dependencies of downloads. */
export interface DownloadNeeds extends ContextNeeds, ExportLinksNeeds {
  readonly now: () => Date;
}

/**
 * Tables as CSV files, for the keys that the API takes:
 *
 * GET /api/audit.csv               own
 * GET /api/domains.csv             read
 * GET /api/domains/<id>/links.csv  reports
 */
export function downloads(needs: DownloadNeeds): Router {
  const files = Router();

  files.get('/audit.csv', async (request, response) => {
    const context = contextOf(request, needs);
    const { accountId } = await needs.whileDatabaseAnswers(callerWith('own', context));
    const filter = entryFilter.safeParse(request.query);
    if (!filter.success) throw new ApiError('invalid_input', { problem: problemsOf(filter.error) });
    const today = needs.now().toISOString().slice(0, 10);
    const table = exportEntries(needs.database, accountId, filter.data, context.language);
    await send(response, `audit-log-${today}.csv`, table, needs.log);
  });

  files.get('/domains.csv', async (request, response) => {
    const context = contextOf(request, needs);
    const { accountId } = await accountCaller('read', context);
    const today = needs.now().toISOString().slice(0, 10);
    await send(
      response,
      `tracking-domains-${today}.csv`,
      exportDomains(needs.database, accountId, context.language),
      needs.log,
    );
  });

  files.get('/domains/:id/links.csv', async (request: Request<{ id: string }>, response) => {
    const { accountId } = await accountCaller('reports', contextOf(request, needs));
    const id = ids.domain.schema.safeParse(request.params.id);
    if (!id.success) throw new ApiError('no_such_domain');
    const { host, table } = await needs.whileDatabaseAnswers(exportLinks(needs, accountId, id.data));
    await send(response, `links-${host}.csv`, table, needs.log);
  });

  files.use(answerError(needs.log));
  return files;

  async function accountCaller(right: Right, context: ReturnType<typeof contextOf>) {
    const caller = await needs.whileDatabaseAnswers(callerWith(right, context));
    assertWholeAccount(caller);
    return caller;
  }
}

/** Nothing of a table is buffered: rows are read from the database as fast as the client takes them. */
async function send(response: Response, name: string, table: CsvTable, log: Log): Promise<void> {
  response.set({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  if (response.req.method === 'HEAD') return void response.end();
  await writeCsv(table, response).catch((error: NodeJS.ErrnoException) => {
    // Half a file cannot be taken back, so the connection is reset, which every client reports as an error.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ error }, 'a download was interrupted');
  });
}

/** The errors of the API, as JSON. */
function answerError(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const apiError = explain(error);
    const { kind } = apiErrors[apiError.code];
    if (apiError.retryAfter !== undefined) response.set('retry-after', String(apiError.retryAfter));
    response
      .status(getHTTPStatusCodeFromError(new TRPCError({ code: kind })))
      .set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      .json({ error: apiError.report(languageOf(request)) });
  };

  function explain(error: unknown): ApiError {
    if (clientErrorStatus(error) !== undefined)
      return new ApiError('invalid_input', { problem: { en: 'its address', de: 'ihre Adresse' } });
    return apiErrorOf(error, log, 'a download');
  }
}
