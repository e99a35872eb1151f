/** A page of an authorization server that a person is to see. */
export interface SignInPage {
  /** The server's name in the configuration. */
  readonly server: string;
  readonly url: string;
  /** The host of the MCP server, and that of the authorization server it names: the page may be on a third one. */
  readonly serverHost: string;
  readonly issuerHost: string;
  /** The `state` in that address, by which the return is recognised. */
  readonly state: string;
}

/** The person's browser, and the way back from it. */
export interface Browser {
  /** The address that brings the browser back to the editor. */
  redirectAddress(): Promise<string>;
  /**
   * Asks the person, opens the page, and waits. Resolves to the address that the browser came back to, to `undefined`
   * when the person gave up; aborting the signal takes the question back.
   */
  signIn(page: SignInPage, signal: AbortSignal): Promise<string | undefined>;
}
