import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { PolicyDocuments } from './policyDocuments.ts';

/** The open document that a request names; without it the request is answered with what to do. */
export function demandOpen(documents: PolicyDocuments, uri: string): PolicyDocument {
  const document = documents.get(uri);
  if (document !== undefined) return document;
  throw new ResponseError(ErrorCodes.InvalidParams, `${uri} is not open. Open the policy in the editor first.`);
}
