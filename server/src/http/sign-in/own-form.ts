import { type RequestHandler, urlencoded } from 'express';
import { ApiError } from '../../rpc/api-error.ts';
import { sendError } from '../page.ts';
import { languageOf } from '../request-context.ts';
import { isSameOrigin } from '../same-origin.ts';
import { signInWords } from './words.data.ts';

/** Reads a form that a page of our own sent; another site's could sign somebody in as another, or out. */
export const ownForm: readonly RequestHandler[] = [
  (request, response, next) => {
    if (isSameOrigin(request)) return next();
    const language = languageOf(request);
    sendError(response, 403, signInWords[language].foreign, new ApiError('foreign_origin'), language);
  },
  urlencoded({ extended: false, limit: '10kb' }),
];
