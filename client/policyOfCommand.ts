/** What there is to take a policy from. `Place` is VS Code's `Uri`. */
export interface PolicyPlaces<Place, Document extends { readonly uri: Place }> {
  /** What a lens (a URI as text) or the simulator (a URI) hands over with the command. */
  readonly named: (argument: unknown) => Place | undefined;
  /** The document in front of the person first, then the others that are shown. */
  readonly shown: () => readonly Document[];
  readonly isPolicy: (document: Document) => boolean;
  /** The policy of the *Tools* view, which stays with the last one. */
  readonly last: () => Place | undefined;
  /** Where the policy of the first folder would be. */
  readonly ofFolder: () => Place | undefined;
}

/**
 * The policy that a command is about: the one that it was given; else the one in front of the person, another one that is
 * shown, or the last one that was; else the place where the folder's policy would be.
 */
export function policyOfCommand<Place, Document extends { readonly uri: Place }>(
  argument: unknown,
  { named, shown, isPolicy, last, ofFolder }: PolicyPlaces<Place, Document>,
): Place | undefined {
  return named(argument) ?? shown().find(isPolicy)?.uri ?? last() ?? ofFolder();
}
