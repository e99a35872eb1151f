import type {
  CodeActionParams,
  DocumentFormattingParams,
  DocumentLinkParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  InlayHintParams,
  Position,
  Range,
  ReferenceParams,
  RenameParams,
  SelectionRangeParams,
  TextDocumentIdentifier,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { isJsonObject, member } from '../policy/json.ts';
import { type Check, isListOf, isNumber, isShape, isText, isTruth } from '../protocol/shape.ts';
import { checked, isUri } from './requestParams.ts';

/*
 * What LSP's own requests say, as far as it is read here. An editor may send anything: what is wrong is answered as LSP
 * says, instead of by whatever it breaks on the way.
 */

type Read<Params, Keys extends keyof Params> = Pick<Params, Keys>;

/** No document has as many lines, and no name as many characters. */
const most = 1_000_000;

const isPosition = isShape<Position>({ line: isCount, character: isCount });
const isRange = isShape<Range>({ start: isPosition, end: isPosition });
const textDocument = isShape<TextDocumentIdentifier>({ uri: isUri });

/** What else an editor's settings say is looked at where it is used. */
function isOptions(value: unknown): value is FormattingOptions {
  return isJsonObject(value) && isNumber(member(value, 'tabSize')) && isTruth(member(value, 'insertSpaces'));
}

/** Editors write “to the end of the line” as a number that no line reaches. */
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

export const isInDocument = isShape<Read<DocumentLinkParams, 'textDocument'>>({ textDocument });

export const isAtPosition = isShape<TextDocumentPositionParams>({ textDocument, position: isPosition });

export const isInRange = isShape<Read<InlayHintParams, 'textDocument' | 'range'>>({ textDocument, range: isRange });

export const isAtPositions = isShape<Read<SelectionRangeParams, 'textDocument' | 'positions'>>({
  textDocument,
  positions: isPositions,
});

function isPositions(value: unknown): value is Position[] {
  return isListOf(isPosition, most)(value);
}

/** Some editors send `null` for what they leave out. */
export interface AskedActions extends Read<CodeActionParams, 'textDocument' | 'range'> {
  readonly context: { readonly only?: readonly string[] | null };
}

export const isAskingActions = isShape<AskedActions>({
  textDocument,
  range: isRange,
  context: isShape<AskedActions['context']>({ only: isKindsOrNothing }),
});

function isKindsOrNothing(value: unknown): value is readonly string[] | null | undefined {
  return value === undefined || value === null || isListOf(isText(most), most)(value);
}

export const isAskingReferences = isShape<Read<ReferenceParams, 'textDocument' | 'position' | 'context'>>({
  textDocument,
  position: isPosition,
  context: isShape<ReferenceParams['context']>({ includeDeclaration: isTruth }),
});

export const isAskingRename = isShape<Read<RenameParams, 'textDocument' | 'position' | 'newName'>>({
  textDocument,
  position: isPosition,
  newName: isText(most),
});

export const isFormatting = isShape<Read<DocumentFormattingParams, 'textDocument' | 'options'>>({
  textDocument,
  options: isOptions,
});

export const isFormattingRange = isShape<Read<DocumentRangeFormattingParams, 'textDocument' | 'options' | 'range'>>({
  textDocument,
  options: isOptions,
  range: isRange,
});

export const isFormattingOnType = isShape<
  Read<DocumentOnTypeFormattingParams, 'textDocument' | 'options' | 'position' | 'ch'>
>({ textDocument, options: isOptions, position: isPosition, ch: isText(most) });

/** The handler of a request that is only called with parameters of its shape; others are refused. */
export function asked<Params, Rest extends unknown[], Answer>(
  { method }: { readonly method: string },
  check: Check<Params>,
  answer: (params: Params, ...rest: Rest) => Answer,
): (params: unknown, ...rest: Rest) => Answer {
  return (params, ...rest) => answer(checked(method, check, params), ...rest);
}
