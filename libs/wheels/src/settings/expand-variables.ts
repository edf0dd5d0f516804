import { rememberUrls } from '@layerkit/failure';

/**
 * Replaces each `${VARIABLE}` of a URL by its value, like pip ("Using environment variables") and uv. An unset variable
 * stays as written. No output contains the credentials of the URL from now on.
 */
export const expandVariables = (text: string, env: NodeJS.ProcessEnv): string => {
  const expanded = text.replace(/\$\{([A-Z0-9_]+)\}/g, (written, name: string) => env[name] || written);
  rememberUrls(expanded);
  return expanded;
};
