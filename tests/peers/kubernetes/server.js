// Reads manifests as YAML from standard input and writes one line of JSON for each: {manifest, error}, error null where it is as its schema says.

import { text } from 'node:stream/consumers';
import { loadAll } from 'js-yaml';

async function errorOf(manifest) {
  const version = await import(`kubernetes-models/${manifest.apiVersion}`).catch(() => null);
  const Kind = version?.[manifest.kind] ?? version?.default?.[manifest.kind];
  if (!Kind) {
    return `There is no ${manifest.kind} in ${manifest.apiVersion}.`;
  }
  try {
    new Kind(manifest).validate();
    return null;
  } catch (error) {
    return error.message;
  }
}

for (const manifest of loadAll(await text(process.stdin))) {
  console.log(JSON.stringify({ manifest: `${manifest.kind} ${manifest.metadata?.name}`, error: await errorOf(manifest) }));
}
