import { nearNames } from '@layerkit/failure';

/**
 * The module of a handler, as a path without its ending: `app/handler` of `app.handler.handle`; Lambda takes `/` between
 * the packages, too. Undefined where it is not module.function.
 */
export const handlerModule = (handler: string): string | undefined => {
  const parts = handler.split('.');
  return parts.length < 2 ? undefined : parts.slice(0, -1).join('/');
};

/**
 * Whether a module is among files: as source, as a package, as compiled code without source, or as an extension.
 * @param names paths in a zip
 * @param root the folder on sys.path, with a `/` at its end unless it is the zip’s own
 */
export const hasModule = (module: string, names: readonly string[], root = ''): boolean => {
  const path = root + module;
  const whole = new Set(['.py', '.pyc', '/__init__.py', '/__init__.pyc'].map((ending) => path + ending));
  return names.some((name) => whole.has(name) || (name.startsWith(`${path}.`) && name.endsWith('.so')));
};

/** `; did you mean app.handler.handle?`, of the modules among own sources; nothing where none is near. */
export const nearHandlers = (handler: string, names: readonly string[]): string => {
  const at = handler.lastIndexOf('.');
  const modules = names
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'));
  const near = nearNames(handler.slice(0, at), modules).map((module) => module + handler.slice(at));
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
};
