import assert from 'node:assert/strict';
import { folderDisk } from '../../../server/src/lsp/folderDisk';
import type { Disk } from '../../../server/src/workspace/disk';
import { memoryDisk } from '../../support/memoryDisk';

const whole = memoryDisk(
  new Map([
    ['/in/main.tf', 'inside'],
    ['/in-between/main.tf', 'beside'],
    ['/out/main.tf', 'outside'],
  ]),
);
const read = (disk: Disk, path: string): string | undefined => {
  const bytes = disk.read(path, 1000);
  return bytes && new TextDecoder().decode(bytes);
};

describe('a disk of some folders only', () => {
  const disk = folderDisk(whole, () => ['/in']);

  it('has what is in them', () => {
    assert.equal(read(disk, '/in/main.tf'), 'inside');
    assert.deepEqual(disk.list('/in'), [{ name: 'main.tf', kind: 'file' }]);
  });

  it('has nothing else, not even what begins with their names', () => {
    assert.equal(read(disk, '/out/main.tf'), undefined);
    assert.equal(read(disk, '/in-between/main.tf'), undefined);
    assert.equal(disk.list('/out'), undefined);
  });

  it('does not follow links out of them', () => {
    const linked = { ...whole, realPath: (path: string) => path.replace('/in/main.tf', '/out/main.tf') };
    assert.equal(folderDisk(linked, () => ['/in']).read('/in/main.tf', 1000), undefined);
  });
});
