import assert from 'node:assert/strict';
import type { Disk } from '../../../server/src/workspace/disk';
import { createDocuments } from '../../../server/src/workspace/documents';
import { findModuleFolders } from '../../../server/src/workspace/roots';
import type { Workspace } from '../../../server/src/workspace/workspace';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { memoryFiles } from '../../support/memoryFiles';
import { sharedParser } from '../../support/terraform';

/** A disk in memory, whose files can be changed, and that notes what was read. */
interface MemoryDisk extends Disk {
  readonly texts: Map<string, string>;
  readonly reads: string[];
}

function memoryDisk(fixture: string, links: Readonly<Record<string, string>> = {}): MemoryDisk {
  const texts = new Map(parseFixture(fixture).files);
  const reads: string[] = [];
  const encoder = new TextEncoder();
  return {
    texts,
    reads,
    list: (directory) => memoryFiles(texts).list(directory),
    read: (path, maximumBytes) => {
      reads.push(path);
      const text = texts.get(path);
      return text === undefined || text.length > maximumBytes ? undefined : encoder.encode(text);
    },
    realPath: (path) => links[path] ?? path,
  };
}

const path = (name: string): string => `${fixtureRoot}/${name}`;
const names = (paths: readonly string[]): string[] =>
  paths.map((one) => one.replace(`${fixtureRoot}/`, '').replace(fixtureRoot, '.'));

async function workspaceOf(disk: Disk): Promise<Workspace> {
  return createWorkspace(disk, await sharedParser(), { folders: [fixtureRoot] });
}

const twoRoots = `
  --- one/main.tf
  module "net" {
    source = "../pool/net"
    name   = "one"
  }
  --- two/main.tf
  locals { x = file("x.txt") }
  --- two/x.txt
  text
  --- pool/net/net.tf
  variable "name" {}
  output "name" { value = var.name }
  --- README.md
  nothing
`;

describe('finding roots', () => {
  const roots = (fixture: string, links?: Readonly<Record<string, string>>): string[] => {
    const disk = memoryDisk(fixture, links);
    return names(findModuleFolders(createDocuments(disk), (one) => disk.realPath(one), [fixtureRoot]).roots);
  };

  it('takes every folder with Terraform files that no other calls', () => {
    assert.deepEqual(roots(twoRoots), ['one', 'two']);
  });

  it('looks into no hidden folder, no cache, and no node_modules', () => {
    const fixture = `
      --- main.tf
      locals {}
      --- .terraform/modules/vpc/main.tf
      locals {}
      --- .terragrunt-cache/x/main.tf
      locals {}
      --- node_modules/x/main.tf
      locals {}
      --- docs/readme.md
      nothing
    `;
    assert.deepEqual(roots(fixture), ['.']);
  });

  it('reads calls in JSON and .tofu, not in comments', () => {
    const fixture = `
      --- a/main.tf.json
      {"module": {"x": {"source": "../b"}}}
      --- b/main.tofu
      module "x" { source = "../c" }
      --- c/main.tf
      # module "x" { source = "../d" }
      --- d/main.tf
      locals {}
    `;
    assert.deepEqual(roots(fixture), ['a', 'd']);
  });

  it('takes the first of modules that call each other in a circle', () => {
    const fixture = `
      --- a/main.tf
      module "x" { source = "../b" }
      --- b/main.tf
      module "x" { source = "../a" }
    `;
    assert.deepEqual(roots(fixture), ['a']);
  });

  it('goes through folders that are the same by a link once', () => {
    const fixture = '--- a/main.tf\nlocals {}\n--- a/loop/main.tf\nlocals {}';
    assert.deepEqual(roots(fixture, { [path('a/loop')]: path('a') }), ['a']);
  });
});

describe('the workspace', () => {
  it('evaluates a root when it is asked for, and no other', async () => {
    const disk = memoryDisk(twoRoots);
    const workspace = await workspaceOf(disk);
    assert.deepEqual(names(workspace.roots()), ['one', 'two']);
    disk.reads.length = 0;
    const { configuration } = workspace.evaluation(path('one')) ?? assert.fail();
    assert.deepEqual(
      configuration.module.calls.map(({ address }) => address),
      ['module.net'],
    );
    assert.ok(!disk.reads.some((one) => one.startsWith(path('two/'))));
  });

  it('gives the same evaluation until something changes', async () => {
    const workspace = await workspaceOf(memoryDisk(twoRoots));
    assert.equal(workspace.evaluation(path('one')), workspace.evaluation(path('one')));
  });

  it('lets open documents win over the disk, unsaved ones too, until they are closed', async () => {
    const workspace = await workspaceOf(memoryDisk(twoRoots));
    const x = (): unknown => workspace.evaluation(path('two'))?.configuration.module.locals.get('x');
    assert.deepEqual(x(), { kind: 'string', value: 'text\n' });
    assert.deepEqual(names(workspace.open(path('two/main.tf'), 'locals { x = 1 }')), ['two']);
    assert.equal((x() as { kind: string }).kind, 'number');
    workspace.change(path('two/main.tf'), 'locals { x = true }');
    assert.deepEqual(x(), { kind: 'boolean', value: true });
    workspace.open(path('two/new.tf'), 'locals { y = 1 }');
    assert.ok(workspace.evaluation(path('two'))?.configuration.module.locals.has('y'));
    workspace.close(path('two/new.tf'));
    assert.deepEqual(names(workspace.close(path('two/main.tf'))), ['two']);
    assert.deepEqual(x(), { kind: 'string', value: 'text\n' });
  });

  it('says which roots an edit concerns: those that call the module, and were evaluated', async () => {
    const workspace = await workspaceOf(memoryDisk(twoRoots));
    const edit = (): string[] =>
      names(workspace.open(path('pool/net/net.tf'), 'output "name" { value = 2 }'));
    assert.deepEqual(edit(), []);
    workspace.evaluation(path('one'));
    workspace.evaluation(path('two'));
    assert.deepEqual(names(workspace.change(path('pool/net/net.tf'), 'output "name" { value = 3 }')), [
      'one',
    ]);
    assert.deepEqual(names(workspace.rootsOf(path('pool/net/net.tf'))), ['one']);
    assert.deepEqual(names(workspace.rootsOf(path('two/x.txt'))), ['two']);
  });

  it('reads the disk again when it is told of a change', async () => {
    const disk = memoryDisk(twoRoots);
    const workspace = await workspaceOf(disk);
    workspace.evaluation(path('two'));
    disk.texts.set(path('two/x.txt'), 'changed');
    assert.deepEqual(names(workspace.diskChanged([path('two/x.txt')])), ['two']);
    assert.deepEqual(workspace.evaluation(path('two'))?.configuration.module.locals.get('x'), {
      kind: 'string',
      value: 'changed',
    });
  });

  it('finds roots anew when calls, files and folders come and go', async () => {
    const disk = memoryDisk(twoRoots);
    const workspace = await workspaceOf(disk);
    workspace.open(path('one/main.tf'), 'locals {}');
    assert.deepEqual(names(workspace.roots()), ['one', 'pool/net', 'two']);
    workspace.close(path('one/main.tf'));
    disk.texts.delete(path('two/main.tf'));
    workspace.diskChanged([path('two/main.tf')]);
    assert.deepEqual(names(workspace.roots()), ['one']);
  });

  it('gives up an evaluation when it is told to stop', async () => {
    const workspace = await workspaceOf(memoryDisk(twoRoots));
    assert.equal(
      workspace.evaluation(path('one'), () => true),
      undefined,
    );
    assert.ok(workspace.evaluation(path('one')));
  });

  it('evaluates with other variables after its settings have changed', async () => {
    const disk = memoryDisk('variable "x" { default = 1 }');
    const workspace = await workspaceOf(disk);
    const x = (): unknown => workspace.evaluation(fixtureRoot)?.configuration.module.variables.get('x');
    assert.equal((x() as { kind: string }).kind, 'number');
    workspace.configure({
      folders: [fixtureRoot],
      settings: () => ({ given: [{ kind: 'variable', name: 'x', text: 'given' }] }),
    });
    assert.deepEqual(x(), { kind: 'string', value: 'given' });
  });
});
