import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceTypes, type ResourceType } from '../../server/src/network/fromTerraform/resourceTypes';
import type { BehaviourSection } from './behaviours';
import { slugOf } from './links';
import { familyTitles } from './resourcesPage';

/** A subject of the page: what of the other pages, the rules and the tests is about it. */
interface Subject {
  readonly title: string;
  readonly families: readonly ResourceType['family'][];
  /** Title of its section in `docs/behaviours.md`. */
  readonly behaviours?: string;
  /** Folders of `server/src/rules`; a test says that none is left out. */
  readonly rules: readonly string[];
}

/** The subjects, in the order in which the page has them; every family of resources and every folder of rules is in one. */
export const subjects: readonly Subject[] = [
  {
    title: 'Security groups',
    families: ['securityGroups', 'prefixLists', 'interfaces'],
    behaviours: 'Security groups',
    rules: ['securityGroups', 'prefixLists', 'cidrs'],
  },
  {
    title: 'Network ACLs',
    families: ['networkAcls'],
    behaviours: 'Network ACLs',
    rules: ['networkAcls'],
  },
  {
    title: 'VPCs, subnets, routes and gateways',
    families: ['vpcs', 'subnets', 'routing', 'gateways', 'peering', 'transitGateways', 'endpoints'],
    behaviours: 'Routes and gateways',
    rules: ['routes', 'subnets', 'gateways', 'elasticIps', 'peering', 'endpoints', 'flowLogs'],
  },
  {
    title: 'Load balancers and what runs',
    families: ['loadBalancers', 'workloads'],
    behaviours: 'Load balancers and managed services',
    rules: ['loadBalancers', 'workloads', 'publicAccess', 'intendedFlows'],
  },
  {
    title: 'What Terraform and the provider do',
    families: [],
    behaviours: 'What Terraform and the AWS provider add or take away',
    rules: ['configuration'],
  },
  { title: 'Input that is not whole', families: [], behaviours: 'Input that is not whole', rules: [] },
];

/** `docs/what-reachable-knows.md`: subject by subject, the resources, behaviours and rules, and the tests that hold them. */
export function knowsPage(root: string, sections: readonly BehaviourSection[]): string {
  const rows = subjects.map((subject) => {
    const section = sections.find(({ title }) => title === subject.behaviours);
    const types = resourceTypes.filter(({ family }) => subject.families.includes(family)).length;
    const cells = [
      `[${subject.title}](#${slugOf(subject.title)})`,
      types === 0 ? '–' : `${types}`,
      `${section?.behaviours.length ?? 0}`,
      `${ruleIds(root, subject.rules).length}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `# What Reachable knows

Which resources it reads, which behaviours of AWS and Terraform it follows with the tests that hold each, and which rules look
at them (each with tests of its own, \`test/unit/rules\`). What is not here, Reachable does not claim to know: an answer that hangs on it is _unknown_, and
names it. It sees the network up to layer 4; [which layer for which job](layers.md) says what stands above that.

| subject | resource types | behaviours | rules |
| --- | --- | --- | --- |
${rows.join('\n')}

Besides these, \`test/unit/reachability/oracle.test.ts\` and \`npm run fuzz\` compare the engine with a walk of single packets
that shares no code with it, on random networks; \`test/unit/network/agreement.test.ts\` compares the networks that come from
code, from Terraform's state and from the EC2 API of one and the same system; and \`test/conformance\` holds what Terraform
itself said about expressions and plans.

${subjects.map((subject) => subjectSection(root, subject, sections)).join('\n\n')}
`;
}

function subjectSection(root: string, subject: Subject, sections: readonly BehaviourSection[]): string {
  const section = sections.find(({ title }) => title === subject.behaviours);
  const families = subject.families.map((family) => {
    const count = resourceTypes.filter((one) => one.family === family).length;
    return `[${familyTitles[family]}](resources.md#${slugOf(familyTitles[family])}) (${count})`;
  });
  const rules = ruleIds(root, subject.rules).map((id) => `[\`${id}\`](rules/${id}.md)`);
  const modelTests = familyTests(root, subject.families);
  const behaviours = (section?.behaviours ?? []).map(
    ({ behaviour, tests }) => `| ${behaviour} | ${tests.map(linkToTest).join(', ')} |`,
  );
  return [
    `## ${subject.title}`,
    ...(families.length === 0 ? [] : [`Resource types: ${families.join(', ')}.`]),
    ...(modelTests.length === 0
      ? []
      : [`How they become a network is tested in ${modelTests.map(linkToTest).join(', ')}.`]),
    ...(section === undefined
      ? []
      : [`What follows from each behaviour: [in detail](behaviours.md#${section.slug}).`]),
    ['| behaviour | tests |', '| --- | --- |', ...behaviours].join('\n'),
    ...(rules.length === 0 ? [] : [`Rules: ${rules.join(', ')}.`]),
  ].join('\n\n');
}

/** The ids of the rules that the files of these folders define. */
export function ruleIds(root: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => {
    const path = join(root, 'server/src/rules', folder);
    return readdirSync(path)
      .map((name) => readFileSync(join(path, name), 'utf8'))
      .flatMap((text) => [...text.matchAll(/: Rule = \{\s*id: '([^']+)'/g)].map(([, id = '']) => id));
  });
}

/** The builders' tests mirror the families; what joins VPCs is tested together. */
function familyTests(root: string, families: readonly string[]): readonly string[] {
  const together = new Map([
    ['peering', 'betweenVpcs'],
    ['transitGateways', 'betweenVpcs'],
    ['gateways', 'routing'],
    ['subnets', 'vpcs'],
    ['interfaces', 'workloads'],
    ['prefixLists', 'securityGroups'],
    ['endpoints', 'routing'],
  ]);
  const paths = families.flatMap((family) => [
    `fromTerraform/${together.get(family) ?? family}.test.ts`,
    `fromAws/${family}.test.ts`,
  ]);
  const folder = 'test/unit/network';
  const there = new Set(
    ['fromTerraform', 'fromAws'].flatMap((source) =>
      readdirSync(join(root, folder, source)).map((name) => `${source}/${name}`),
    ),
  );
  return [...new Set(paths)].filter((path) => there.has(path)).map((path) => `${folder}/${path}`);
}

function linkToTest(path: string): string {
  return `[\`${path.replace('test/unit/', '').replace('.test.ts', '')}\`](../${path})`;
}
