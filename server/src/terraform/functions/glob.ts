import { RE2JS } from 're2js';
import type { Files } from '../files';
import { failure, limitReached, type Failure } from '../values/failure';

/** How many folders and files `fileset` looks at. */
const maximumEntries = 20_000;

/** What is never looked into: it is large, and not part of a configuration. */
const passedOver = new Set(['.git', '.terraform', '.terragrunt-cache', 'node_modules']);

/**
 * The files below a folder whose paths match a pattern: `*`, `**`, `?`, `[a-z]`, `{a,b}`.
 * https://developer.hashicorp.com/terraform/language/functions/fileset
 */
export function findFiles(files: Files, directory: string, pattern: string): string[] | Failure {
  const regex = globPattern(pattern);
  if (!(regex instanceof RE2JS)) return regex;
  const found: string[] = [];
  const folders = [''];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name, kind } of files.list(folder === '' ? directory : `${directory}/${folder}`) ?? []) {
      seen += 1;
      if (seen > maximumEntries)
        return limitReached(`there are more than ${maximumEntries} files in ${directory}`);
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'file' && regex.matches(path)) found.push(path);
      if (kind === 'directory' && !passedOver.has(name)) folders.push(path);
    }
  }
  return found;
}

const special = /^[\\^$.|+()[\]{}]$/;

function globPattern(pattern: string): RE2JS | Failure {
  const broken = failure(`failed to glob pattern (${pattern}): syntax error in pattern`);
  let source = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '*' && pattern.startsWith('**', at)) {
      const whole = pattern.startsWith('**/', at);
      source += whole ? '(?:[^/]*/)*' : '.*';
      at += whole ? 2 : 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end === -1) return broken;
      source += `[${pattern
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[]/g, '\\$&')}]`;
      at = end;
    } else if (character === '{') {
      source += '(?:';
      depth += 1;
    } else if (character === '}' && depth > 0) {
      source += ')';
      depth -= 1;
    } else if (character === ',' && depth > 0) source += '|';
    else if (character === '\\' && at + 1 < pattern.length) {
      at += 1;
      source += RE2JS.quote(pattern.charAt(at));
    } else source += special.test(character) ? `\\${character}` : character;
  }
  if (depth > 0) return broken;
  try {
    return RE2JS.compile(source, RE2JS.DOTALL);
  } catch {
    return broken;
  }
}
