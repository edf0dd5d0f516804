import { rememberCredentials, rememberUrls } from '@layerkit/failure';

/**
 * Remembers the credentials in the variables of uv, pip and proxies, so that no output contains them: those in URLs, and
 * those that uv takes by name (`UV_INDEX_<NAME>_PASSWORD`).
 */
export const rememberSettings = (env: NodeJS.ProcessEnv): void => {
  for (const [name, value = ''] of Object.entries(env)) {
    if (/^UV_.+_(?:PASSWORD|TOKEN)$/.test(name))
      rememberCredentials(env[name.replace(/_[A-Z]+$/, '_USERNAME')] ?? '', value);
    else if (/^(?:UV|PIP)_/.test(name)) rememberUrls(value);
    else if (/_proxy$/i.test(name))
      rememberUrls(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  }
};
