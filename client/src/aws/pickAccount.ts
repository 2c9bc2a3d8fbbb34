import { ProgressLocation, window, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  liveProfilesRequest,
  liveRegionsRequest,
  type LiveChoice,
  type LiveProfile,
} from '../../../server/src/protocol/liveRequests';
import { configuredChoice } from './accountChoice';
import { tellProblem } from './tellProblem';

const title = 'Select AWS Profile and Region';

/** Asks for a profile, then for a Region; undefined where the person gave up. */
export async function pickAccount(server: LanguageClient): Promise<LiveChoice | undefined> {
  const profiles = await server.sendRequest(liveProfilesRequest, {});
  const profile = await pickProfile(profiles);
  if (profile === undefined) return undefined;
  const { endpointUrl } = configuredChoice();
  const choice = {
    ...(profile.name === undefined ? {} : { profile: profile.name }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
  const region = await pickRegion(server, choice, profile.region);
  return region === undefined ? undefined : { ...choice, region };
}

/** Asks for a Region of those that are on in the account; where they can not be listed, for its name. */
export async function pickRegion(
  server: LanguageClient,
  choice: LiveChoice,
  first: string | undefined,
): Promise<string | undefined> {
  const listed = await window.withProgress(
    { location: ProgressLocation.Window, title: 'Asking AWS for its Regions' },
    () => server.sendRequest(liveRegionsRequest, choice),
  );
  if ('problem' in listed) {
    tellProblem(listed);
    if (listed.needs !== 'region') return undefined;
    return window.showInputBox({
      title,
      prompt: 'The Region to read, such as eu-west-1',
      value: first ?? '',
      validateInput: (text) =>
        /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text.trim()) ? undefined : 'A Region looks like eu-west-1.',
    });
  }
  const regions = [...listed.regions].sort((a, b) => Number(b === first) - Number(a === first));
  return window.showQuickPick(regions, { title, placeHolder: 'The Region to read' });
}

const kinds: Readonly<Record<LiveProfile['kind'], string>> = {
  sso: 'IAM Identity Center (SSO)',
  role: 'assumes a role',
  login: 'aws login',
  process: 'runs a program for its credentials',
  keys: 'access key',
  other: '',
};

interface ProfileItem extends QuickPickItem {
  readonly choice: { readonly name?: string; readonly region?: string };
}

async function pickProfile(
  profiles: readonly LiveProfile[],
): Promise<{ readonly name?: string; readonly region?: string } | undefined> {
  const { profile: configured } = configuredChoice();
  const items: ProfileItem[] = [...profiles]
    .sort((a, b) => Number(b.name === configured) - Number(a.name === configured))
    .map(({ name, region, kind, account, endpointUrl }) => ({
      label: `$(account) ${name}`,
      description: [kinds[kind], account, region, endpointUrl].filter((part) => part).join(' · '),
      choice: { name, ...(region === undefined ? {} : { region }) },
    }));
  const environment: ProfileItem = {
    label: '$(terminal) The environment',
    description: 'AWS_PROFILE, keys of the environment, the default profile, the machine’s own role',
    choice: {},
  };
  const picked = await window.showQuickPick([...items, environment], {
    title,
    placeHolder: 'The AWS profile to read with',
    matchOnDescription: true,
  });
  return picked?.choice;
}
