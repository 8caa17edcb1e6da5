import type { Language } from '@waymark/core';
import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { moment } from '../rpc/moment.ts';
import { cursorText, pageFields, toPage } from '../rpc/pages.ts';
import { editProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import { qrCode } from './qr-code.ts';
import { resultsOfTrial, resultsOfUrl } from './results.ts';
import { filled, trialSentences } from './sentences.data.ts';
import { maxTriedLinks, type StartedTrial, type StartNeeds, startTrial, startTrialOfMailing } from './start.ts';
import { findOwnTrial, maxTriedLength, trialPath } from './trial.ts';
import { toResultView, toTrialView } from './view.ts';

/** Dependencies of the procedures about trials on phones. */
export interface PhoneTrialsNeeds extends StartNeeds {
  /** Where members reach this server: scheme, host and port. */
  readonly address: string;
}

/**
 * start            edit     Begins to try up to 20 links of a project on phones. The answer has the address of a page that is valid for an hour, told only once, and its QR code; or why no phone reaches it.
 * startForMailing  edit     The same for those links of a mailing that may open an app; `left` of them are too many. What was left out when it was wrapped is not known here: name those links with `start`.
 * get              reports  A trial and its results so far, the newest first: to be asked for again while it runs, and for a day after.
 * history          reports  What opened when a link was tried on phones, the newest first.
 */
export function phoneTrialsRouter(needs: PhoneTrialsNeeds) {
  const { database, now, address, tryOut } = needs;
  const toStartedView = ({ trial, secret, left }: StartedTrial, language: Language) => {
    const url = `${address}${trialPath}/${secret}`;
    return {
      ...toTrialView(trial, address, now(), language),
      address: url,
      /** SVG. */
      qrCode: tryOut ? null : qrCode(url),
      unreachable: tryOut ? filled(trialSentences[language].unreachable, { address }) : null,
      left,
    };
  };
  return router({
    start: editProcedure
      .input(
        z.strictObject({
          projectId: ids.project.schema,
          urls: z.array(cursorText.min(1).max(maxTriedLength)).min(1).max(maxTriedLinks),
        }),
      )
      .mutation(async ({ ctx: { accountId, language }, input }) =>
        toStartedView(await startTrial(needs, accountId, input, language), language),
      ),

    startForMailing: editProcedure
      .input(z.strictObject({ mailingId: ids.mailing.schema }))
      .mutation(async ({ ctx: { accountId, language }, input: { mailingId } }) =>
        toStartedView(await startTrialOfMailing(needs, accountId, mailingId, language), language),
      ),

    get: reportsProcedure
      .input(z.strictObject({ trialId: ids.trial.schema }))
      .query(async ({ ctx: { accountId, language }, input }) => {
        const trial = await findOwnTrial(database, accountId, input.trialId);
        const results = await resultsOfTrial(database, trial.row.id);
        return {
          ...toTrialView(trial, address, now(), language),
          results: results.map((result) => toResultView(result, language)),
        };
      }),

    history: reportsProcedure
      .input(z.strictObject({ url: cursorText.max(8192), ...pageFields(z.tuple([moment, z.uuid()])) }))
      .query(async ({ ctx: { accountId, language }, input: { url, cursor, limit } }) => {
        const page = { cursor, limit: limit + 1 };
        const opened = URL.parse(url)?.href ?? url;
        return toPage(await resultsOfUrl(database, accountId, opened, page), limit, {
          positionOf: ({ at, id }) => [at.toISOString(), id],
          view: (result) => toResultView(result, language),
        });
      }),
  });
}
