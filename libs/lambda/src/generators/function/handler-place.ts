import { LayerkitError } from '@layerkit/failure';

/** Where the Python function is that Lambda calls. */
export interface HandlerPlace {
  /** The handler as function.json has it. */
  readonly handler: string;
  /** Of the module below the sources, without `.py`. */
  readonly modulePath: string;
  /** Of the packages that it lies in, the outermost first. */
  readonly packages: readonly string[];
  /** Name of the Python function. */
  readonly called: string;
}

/**
 * Takes a handler apart: `orchestrator.handler.handle` is `handle` in orchestrator/handler.py.
 * @throws LayerkitError definition/invalid
 */
export const handlerPlace = (handler: string): HandlerPlace => {
  const parts = handler.split('.');
  if (parts.length < 2 || !parts.every((part) => /^[A-Za-z_]\w*$/.test(part))) throw invalid(handler);
  const folders = parts.slice(0, -2);
  return {
    handler,
    modulePath: parts.slice(0, -1).join('/'),
    packages: folders.map((_, index) => folders.slice(0, index + 1).join('/')),
    called: parts.at(-1) ?? '',
  };
};

const invalid = (handler: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `“${handler}” names no function in a Python module`,
    hint: 'Write module and function with a dot between them: app.handle, or orchestrator.handler.handle in a package.',
  });
