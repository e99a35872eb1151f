import type { AuthorizationServer } from './authorizationServer.ts';
import type { Scene } from './signedInServer.ts';

/** The bodies of the requests that the authorization server was sent at this path. */
export function requestsTo({ visits }: AuthorizationServer, path: string): readonly URLSearchParams[] {
  return visits.filter((visit) => visit.path === path).map(({ body }) => body);
}

/** How often tokens were asked for, by grant. */
export function tokenRequests({ authorizationServer }: Scene): readonly (string | null)[] {
  return requestsTo(authorizationServer, '/token').map((body) => body.get('grant_type'));
}

export function registrations({ authorizationServer }: Scene): number {
  return requestsTo(authorizationServer, '/reg').length;
}
