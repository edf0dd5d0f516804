import { nearNames } from '@layerkit/failure';

/**
 * Returns the module of a handler as a path without suffix: `app/handler` for `app.handler.handle`. Lambda also allows
 * `/` between packages. Undefined if the handler is not of the form module.function.
 */
export const handlerModule = (handler: string): string | undefined => {
  const parts = handler.split('.');
  return parts.length < 2 ? undefined : parts.slice(0, -1).join('/');
};

/**
 * Returns whether a module exists: as source, as a package, as bytecode without source, or as a native module.
 * @param names paths in a zip
 * @param root the folder on sys.path, with a `/` at the end; empty for the root of the zip
 */
export const hasModule = (module: string, names: readonly string[], root = ''): boolean => {
  const path = root + module;
  const whole = new Set(['.py', '.pyc', '/__init__.py', '/__init__.pyc'].map((ending) => path + ending));
  return names.some((name) => whole.has(name) || (name.startsWith(`${path}.`) && name.endsWith('.so')));
};

/** Returns `; did you mean app.handler.handle?` for similar modules in the function’s code, otherwise ''. */
export const nearHandlers = (handler: string, names: readonly string[]): string => {
  const at = handler.lastIndexOf('.');
  const modules = names
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'));
  const near = nearNames(handler.slice(0, at).replaceAll('/', '.'), modules).map(
    (module) => module + handler.slice(at),
  );
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
};
