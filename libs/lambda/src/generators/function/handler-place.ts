import { LayerkitError } from '@layerkit/failure';

/** The place of the Python function that Lambda calls. */
export interface HandlerPlace {
  /** The handler as written in function.json. */
  readonly handler: string;
  /** Path of the module relative to the folder of the own code, without `.py`. */
  readonly modulePath: string;
  /** Paths of the packages that contain the module, the outermost first. */
  readonly packages: readonly string[];
  /** Name of the Python function. */
  readonly called: string;
}

/**
 * Parses a handler: `orchestrator.handler.handle` is `handle` in orchestrator/handler.py.
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
    message: `the handler “${handler}” does not name a function in a Python module`,
    hint: 'Write it as module.function: app.handle, or orchestrator.handler.handle if the module is in a package.',
  });
