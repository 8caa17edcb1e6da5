import { isRecipientTag } from '@waymark/core';
import { z } from 'zod';
import { inBoth } from '../../rpc/input-problems.ts';
import { recipientIdSchema } from '../../rpc/recipient-id-schema.ts';

const tracking = z.enum(['identified', 'anonymous', 'off']);

const fields = z.strictObject({
  id: recipientIdSchema.optional(),
  mergeTag: z
    .string()
    .max(200)
    .refine(
      isRecipientTag,
      inBoth(
        'has to be one merge tag that stands for a value, without quotes in it',
        'muss genau ein Platzhalter sein, der für einen Wert steht, ohne Anführungszeichen',
      ),
    )
    .optional(),
});

type Whom = z.output<typeof fields> & { readonly tracking?: z.output<typeof tracking> | undefined };

const isSomebody = ({ id, mergeTag, tracking }: Whom) =>
  tracking !== 'identified' || id !== undefined || mergeTag !== undefined;
const isNobody = inBoth(
  'nobody can be identified without an id or a merge tag',
  'ohne eine ID oder einen Platzhalter ist niemand zu erkennen',
);

/** As strict as core's assertRecipient. */
export const recipient = fields.extend({ tracking: tracking.optional() }).refine(isSomebody, isNobody);

/** One of many, of whom each has decided: nobody is identified because a list has no column for it. */
export const recipientToRender = fields.extend({ tracking }).refine(isSomebody, isNobody);
