import type { IncomingHttpHeaders } from 'node:http';
import { forbidden, type ApiReply } from '../environment-api/replies.ts';
import type { Extension } from './extension.ts';
import type { Registry } from './registry.ts';

/** Returns the extension that sent a request, or the refusal of a request without a valid identifier. */
export const identify = (
  registry: Registry,
  headers: IncomingHttpHeaders,
): { readonly extension: Extension } | { readonly refused: ApiReply } => {
  const id = headers['lambda-extension-identifier'];
  if (typeof id !== 'string' || id === '') return { refused: missing };
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return { refused: invalid };
  const extension = registry.find(id.toLowerCase());
  return extension === undefined
    ? { refused: forbidden('Extension.UnknownExtensionIdentifier', `Unknown extension ${id}`) }
    : { extension };
};

const missing = forbidden(
  'Extension.MissingExtensionIdentifier',
  'Missing Lambda-Extension-Identifier header',
);

const invalid = forbidden('Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier');
