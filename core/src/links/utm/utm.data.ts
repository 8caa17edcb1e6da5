/** Parameters of addresses that are signed as a whole: another parameter would make them invalid. */
export const signatureNames: readonly string[] = [
  // Amazon S3 docs, query string authentication; Google Cloud Storage docs, signed URLs
  'x-(?:amz|goog)-signature',
  // Amazon S3 docs, signature version 2; Amazon CloudFront docs, signed URLs
  'signature',
  // Azure Storage docs, shared access signatures
  'sig',
  // Shopify docs, verifying requests; usual wording
  'hmac',
  // Akamai docs, token authentication
  'hdn(?:ts|ea)',
];
