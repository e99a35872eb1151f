import type { OAuthTokens } from '@modelcontextprotocol/client';
import type { KeptSignIn } from './keptSignIns.ts';
import { SignInProblem } from './signInProblem.ts';

/** A token this close to its end is renewed before it is sent. In milliseconds. */
const reserve = 10_000;

export function isEnding({ expiresAt }: KeptSignIn, now: number): boolean {
  return expiresAt !== undefined && expiresAt - now < reserve;
}

/** The sign-in with new tokens. What the answer leaves out stays as it was. */
export function withTokens(signIn: KeptSignIn, tokens: OAuthTokens, now: number): KeptSignIn {
  const { access_token, refresh_token = signIn.refreshToken, expires_in, scope = signIn.scope, token_type } = tokens;
  if (token_type.toLowerCase() !== 'bearer') {
    throw new SignInProblem({
      what: `${new URL(signIn.issuer).origin} gave a token of a kind that cannot be used here.`,
      remedy: 'Tell those who run the server: what is needed is a bearer token.',
    });
  }
  const { accessToken: _access, refreshToken: _refresh, expiresAt: _end, scope: _scope, ...rest } = signIn;
  return {
    ...rest,
    accessToken: access_token,
    ...(refresh_token !== undefined && { refreshToken: refresh_token }),
    ...(expires_in !== undefined && { expiresAt: now + expires_in * 1000 }),
    ...(scope !== undefined && { scope }),
  };
}

/** The sign-in is over: who it was for stays known, so that the person can be told. */
export function withoutTokens(signIn: KeptSignIn): KeptSignIn {
  const { accessToken: _access, refreshToken: _refresh, expiresAt: _end, ...rest } = signIn;
  return rest;
}
