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
 * Parses a handler: `orchestrator.handler.handle` is `handle` in orchestrator/handler.py, and so is
 * `orchestrator/handler.handle`.
 * @throws LayerkitError definition/invalid
 */
export const handlerPlace = (handler: string): HandlerPlace => {
  const at = handler.lastIndexOf('.');
  const parts = handler.slice(0, Math.max(at, 0)).split(/[./]/);
  const called = handler.slice(at + 1);
  // Lambda imports by name, so a module’s name may have a dash
  if (!parts.every((part) => /^[A-Za-z_][\w-]*$/.test(part)) || !/^[A-Za-z_]\w*$/.test(called))
    throw invalid(handler);
  const folders = parts.slice(0, -1);
  return {
    handler,
    modulePath: parts.join('/'),
    packages: folders.map((_, index) => folders.slice(0, index + 1).join('/')),
    called,
  };
};

const invalid = (handler: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `the handler “${handler}” does not name a function in a Python module`,
    hint: 'Write it as module.function: app.handle, or orchestrator.handler.handle if the module is in a package.',
  });
