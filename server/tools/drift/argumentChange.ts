import type { Argument } from '../arguments/argument.ts';

/** What differs in an argument that both schemas list. */
export type ArgumentAspect =
  | 'type'
  /** Of the values to choose from some are gone, some are new, or both; or now there are some, or no more. */
  | 'fewer-values'
  | 'more-values'
  | 'other-values'
  /** Its lowest or highest number. */
  | 'bounds'
  /** What an element of the list may be. */
  | 'elements'
  | 'required'
  | 'optional'
  | 'default'
  | 'description';

/**
 * What became of one argument between two schemas of a tool. `removed` says that the schema no longer lists it: one that
 * is open may still take it.
 */
export type ArgumentChange =
  | { readonly kind: 'added'; readonly argument: Argument }
  | { readonly kind: 'removed'; readonly before: Argument }
  | {
      readonly kind: 'renamed' | 'changed';
      readonly before: Argument;
      readonly argument: Argument;
      /** Empty for an argument that only has another name. */
      readonly aspects: readonly ArgumentAspect[];
    };
