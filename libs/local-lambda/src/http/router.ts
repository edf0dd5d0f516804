import type { OperationRoute } from '../api/operations.ts';

export interface RoutedRequest {
  readonly operation: string;
  /** The members in the path, decoded. */
  readonly pathMembers: Readonly<Record<string, string>>;
}

/** Returns the operation that a request calls; undefined if the API has no such operation. */
export const route = (
  method: string,
  url: URL,
  routes: readonly OperationRoute[],
): RoutedRequest | undefined => {
  const segments = pathSegments(url.pathname);
  for (const candidate of routes) {
    if (candidate.method !== method || !queryFits(candidate, url.searchParams)) continue;
    const pathMembers = matchPath(candidate.path.split('/').slice(1), segments);
    if (pathMembers !== undefined) return { operation: candidate.name, pathMembers };
  }
  return undefined;
};

// Older clients send a trailing slash.
const pathSegments = (path: string): readonly string[] => path.replace(/\/$/, '').split('/').slice(1);

const queryFits = (candidate: OperationRoute, query: URLSearchParams): boolean =>
  candidate.query === undefined || query.get(candidate.query[0]) === candidate.query[1];

const matchPath = (
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (pattern.length !== segments.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const member = /^\{(.+)\}$/.exec(part)?.[1];
    if (member === undefined ? part !== segment : segment === '') return undefined;
    if (member !== undefined) members[member] = decode(segment);
  }
  return members;
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
